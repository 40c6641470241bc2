using System.Net;
using System.Text.Json;
using Actors.Grains.Ledger;
using Actors.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Operations;

public sealed class HealthEndpointsTests
{
    [Theory]
    [InlineData("/livez")]
    [InlineData("/readyz")]
    [InlineData("/healthz")]
    public async Task Well_server_says_so(string path)
    {
        await using var server = new ServerFactory { Settings = { ["Development:Enabled"] = "true" } };
        using var client = server.CreateClient();
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Healthy", body.RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_overtaken_server_asks_to_be_restarted_and_says_why()
    {
        await using var server = new ServerFactory { Settings = { ["Development:Enabled"] = "true" } };
        using var client = server.CreateClient();

        // Another process raises the fence; this one notices with its next write, whatever it writes.
        var database = server.Services.GetRequiredService<Database>();
        await using (var connection = await database.OpenAsync(TestContext.Current.CancellationToken))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM writer";
            Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }

        var reminder = new ReminderEntry
        {
            GrainId = GrainId.Create("a", "b"),
            ReminderName = "c",
            Period = TimeSpan.FromMinutes(1),
        };
        await Assert.ThrowsAsync<FencedOffException>(
            () => server.Services.GetRequiredService<IReminderTable>()
                .UpsertRow(reminder, TestContext.Current.CancellationToken));

        // Nothing mends it but a new start, so the machine that watches over the process is told to give it one.
        using var live = await client.GetAsync("/livez", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, live.StatusCode);
        using var ready = await client.GetAsync("/readyz", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains(
            "taken over", await ready.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains(
            "in trouble", await client.GetStringAsync("/status", TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Effects_that_fail_again_and_again_degrade_the_server_and_are_named()
    {
        await using var server = new ServerFactory { Settings = { ["Development:Enabled"] = "true" } };
        using var client = server.CreateClient();
        var since = TimeProvider.System.GetUtcNow() - 2 * Actors.Grains.Limits.StuckEffectAge;
        server.Services.GetRequiredService<EffectWatch>().Set(GrainId.Create("entrant", "personal"), [since, since]);
        using var health = await client.GetAsync("/healthz", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        var body = await health.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Degraded", body, StringComparison.Ordinal);
        Assert.Contains("2 effects of grains (entrant) keep failing", body, StringComparison.Ordinal);
        Assert.DoesNotContain("personal", body, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.OK, (await client.GetAsync("/readyz", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Contains(
            "2 keep failing",
            await client.GetStringAsync("/status", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
