using Actors.EndToEnd.Tests.Browsers;
using Actors.EndToEnd.Tests.PhoneApp.Calls;
using Actors.Protocol.Messages;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>Calls of phones that reach the server through a relay (TURN) and by no other way.</summary>
public sealed class RelayTests
{
    private const int Timeout = 120_000;

    [Fact(Timeout = Timeout)]
    public async Task Chromium_passes_through_coturn()
    {
        await using var relay = await TurnServer.StartAsync();
        await using var server = CallRun.Start();
        await using var run = await CallRun.StartAsync(
            server, "passing", new ChromiumOptions { Prelude = Prelude.RelayBy(relay) });
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.codes.length >= 1");
        Assert.Equal("relay", (string?)await run.Browser.EvaluateAsync(WayOfVideo));
        await run.Page.UntilStageAsync("queued", "ended", "waiting");
        Assert.Equal("passed", (string?)(await run.Page.SeenAsync())["outcome"]);
    }

    [Fact(Timeout = Timeout)]
    public async Task Werift_passes_through_coturn()
    {
        await using var relay = await TurnServer.StartAsync();
        await using var server = RealServer.Start();
        await using var phone = await CallablePhone.ArriveAsync(server);
        await using var caller = await WeriftCaller.StartAsync("passing", turn: relay);
        Assert.Contains(" typ relay", caller.Offer, StringComparison.Ordinal);
        Assert.DoesNotContain(" typ host", caller.Offer, StringComparison.Ordinal);
        await caller.ConnectAsync(await phone.AnswerAsync(caller.Offer));
        Assert.Equal(CallOutcome.Passed, await phone.OutcomeAsync());
    }

    /// <summary>The kind of the address that Chromium sends from.</summary>
    private const string WayOfVideo =
        """
        (async () => {
          const all = await window.links.at(-1).getStats();
          const { selectedCandidatePairId } = [...all.values()].find(({ type }) => type === "transport");
          return all.get(all.get(selectedCandidatePairId).localCandidateId).candidateType;
        })()
        """;
}
