using Actors.Domain.Programmes;
using Actors.Server.Demo;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Actors.Server.Tests.Hosting;

/// <summary>Orleans' default storage provider, which grains get that name no other one.</summary>
public sealed class ClusterServiceCollectionExtensionsTests(PostgresFixture postgres) : IDisposable
{
    private const string StateName = "demo-group";

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public async Task State_in_the_default_provider_survives_a_restart(string kind)
    {
        var connection = await CreateDatabaseAsync(kind);
        await using (var first = Start(connection))
        {
            await WriteAsync(first, new GrainState<DemoGroup>(Group("ann", "bob")));
        }

        await using var second = Start(connection);
        var state = await ReadAsync(second);
        Assert.Equal("1", state.ETag);
        Assert.Equal(Group("ann", "bob").Places, state.State!.Places);
    }

    /// <summary>The mark of one would refuse the other as a database that was lost.</summary>
    [Fact]
    public async Task Servers_of_two_databases_in_one_folder_have_a_mark_each()
    {
        for (var count = 0; count < 2; count++)
        {
            await using var server = Start(await CreateDatabaseAsync("Postgres"));
        }

        Assert.Equal(2, Directory.GetFiles(_folder.Path, "127.0.0.1-*.mark").Length);
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("Postgres")]
    public async Task Process_that_may_not_write_any_more_changes_nothing_in_the_default_provider(string kind)
    {
        await using var server = Start(await CreateDatabaseAsync(kind));
        var state = new GrainState<DemoGroup>(Group("ann"));
        await WriteAsync(server, state);
        await server.Services.GetRequiredService<Database>().ExecuteAsync("DELETE FROM writer");

        state.State = Group("bob");
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(server, state));
        await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync(server, new GrainState<DemoGroup>(Group("eve")), key: 1));

        Assert.Contains("may not write any more", refused.ToString(), StringComparison.Ordinal);
        var stored = await ReadAsync(server);
        Assert.Equal("1", stored.ETag);
        Assert.Equal(Group("ann").Places, stored.State!.Places);
        Assert.False((await ReadAsync(server, key: 1)).RecordExists);
    }

    private static DemoGroup Group(params string[] people) => new()
    {
        Places =
        [
            .. people.Select(person => new DemoPerson(
                person, "token", ProgrammeId.Parse("japan-2021"), new DateOnly(2021, 4, 5), ulong.MaxValue,
                new DateTimeOffset(2021, 4, 20, 0, 0, 0, TimeSpan.Zero))),
        ],
    };

    private static Task WriteAsync(ServerFactory server, GrainState<DemoGroup> state, int key = 0) =>
        Storage(server).WriteStateAsync(StateName, Id(server, key), state, Cancelled);

    private static async Task<GrainState<DemoGroup>> ReadAsync(ServerFactory server, int key = 0)
    {
        var state = new GrainState<DemoGroup>();
        await Storage(server).ReadStateAsync(StateName, Id(server, key), state, Cancelled);
        return state;
    }

    private static IGrainStorage Storage(ServerFactory server) => server.Services.GetRequiredService<IGrainStorage>();

    private static GrainId Id(ServerFactory server, int key) =>
        server.Services.GetRequiredService<IGrainFactory>().GetGrain<IDemoGroupGrain>(key).GetGrainId();

    /// <param name="connection">Of PostgreSQL; <c>null</c> for SQLite.</param>
    private ServerFactory Start(string? connection)
    {
        var server = new ServerFactory(_folder);
        if (connection is not null)
        {
            server.Settings["Storage:Kind"] = "Postgres";
            server.Settings["Storage:ConnectionString"] = connection;
        }

        server.StartServer();
        return server;
    }

    private async Task<string?> CreateDatabaseAsync(string kind) =>
        kind == "Postgres" ? await postgres.CreateDatabaseAsync(Cancelled) : null;
}
