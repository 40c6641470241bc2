using System.Net;
using Actors.Storage.Databases;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Hosting;

public sealed class StorageHostingTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Postgres_is_chosen_by_settings()
    {
        await using var server = new ServerFactory
        {
            Settings =
            {
                ["Storage:Kind"] = "Postgres",
                ["Storage:ConnectionString"] = await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken),
            },
        };
        using var client = server.CreateClient();
        using var ready = await client.GetAsync("/readyz", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.IsType<PostgresDatabase>(server.Services.GetRequiredService<Database>());
        Assert.DoesNotContain(
            "Password", server.Services.GetRequiredService<Database>().Description, StringComparison.OrdinalIgnoreCase);
    }
}
