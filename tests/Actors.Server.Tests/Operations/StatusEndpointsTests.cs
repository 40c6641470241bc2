using System.Text.Json.Nodes;
using Actors.Storage.Outages;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Operations;

public sealed class StatusEndpointsTests
{
    [Fact]
    public async Task Page_says_that_the_server_runs()
    {
        await using var server = new ServerFactory { Settings = { ["Development:Enabled"] = "true" } };
        using var client = server.CreateClient();
        using var answer = await client.GetAsync("/status", TestContext.Current.CancellationToken);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Actors is <span>running</span>", page, StringComparison.Ordinal);
        Assert.Contains("none found", page, StringComparison.Ordinal);
    }

    /// <summary>They once counted outages by different clocks.</summary>
    [Fact]
    public async Task Page_and_board_never_contradict_each_other()
    {
        await using var server = new ServerFactory
        {
            Settings = { ["Development:Enabled"] = "true", ["Clock:Start"] = "2021-04-05T09:00:00+09:00" },
        };
        using var client = server.CreateClient();
        var now = server.Services.GetRequiredService<IProgrammeTime>().Now;
        await server.Services.GetRequiredService<OutageLog>().AppendAsync(
            new(now.AddHours(-2), now.AddHours(-1), OutageCause.Server, "a", IsPlanned: false),
            TestContext.Current.CancellationToken);

        var page = await client.GetStringAsync("/status", TestContext.Current.CancellationToken);
        var board = JsonNode.Parse(
            await client.GetStringAsync("/board/snapshot", TestContext.Current.CancellationToken))!["status"]!;

        Assert.Contains("Actors is <span>running</span>", page, StringComparison.Ordinal);
        Assert.Contains("<dd>1, by the programme clock", page, StringComparison.Ordinal);
        Assert.Equal(
            ("running", true, 1), ((string)board["server"]!, (bool)board["isWell"]!, (int)board["outages"]!));
    }
}
