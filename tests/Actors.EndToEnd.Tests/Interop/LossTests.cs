using Actors.EndToEnd.Tests.Browsers;
using Actors.EndToEnd.Tests.PhoneApp.Calls;
using Actors.Protocol.Messages;
using Actors.Testing;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>Calls over networks that lose datagrams in both directions, those of the handshake too, get their verdict.</summary>
public sealed class LossTests
{
    private const int Timeout = 120_000;

    /// <summary>Otherwise the server and a phone beside it would find each other without the relay.</summary>
    private static readonly (string Name, string Value) NoShortCuts = ("Media:ProbesCandidates", "false");

    [Theory(Timeout = Timeout)]
    [InlineData(5, 11)]
    [InlineData(15, 12)]
    public async Task Caller_of_ours_passes(int lossPercent, ulong seed)
    {
        await using var server = RealServer.Start(NoShortCuts);
        await using var relay = new UdpRelay(server.MediaPort, seed) { LossPercent = lossPercent };
        await using var phone = await CallablePhone.ArriveAsync(server);
        await using var caller = new OwnCaller("passing");
        await caller.Peer.ConnectAsync(
            relay.Through(await phone.AnswerAsync(caller.Peer.Offer)), TestContext.Current.CancellationToken);

        Assert.Equal(CallOutcome.Passed, await phone.OutcomeAsync());
        Assert.InRange(relay.Lost, caller.Peer.Statistics.Packets * lossPercent / 200, long.MaxValue);
        Assert.InRange(caller.Peer.Statistics.PacketsRepeated, 1, long.MaxValue);
    }

    [Theory(Timeout = Timeout)]
    [InlineData(5, 21)]
    [InlineData(15, 22)]
    public async Task Chromium_passes(int lossPercent, ulong seed)
    {
        await using var server = CallRun.Start(NoShortCuts);
        await using var relay = new UdpRelay(server.MediaPort, seed) { LossPercent = lossPercent };
        await using var run = await CallRun.StartAsync(
            server, "passing", new ChromiumOptions { Prelude = Prelude.SendTo(relay.Port) });
        await run.Page.OpenAsync("en");
        await run.Page.UntilStageAsync("queued", "ended", "waiting");

        var seen = await run.Page.SeenAsync();
        Assert.Equal("passed", (string?)seen["outcome"]);
        Assert.Equal(1, (int)seen["answers"]!);
        Assert.InRange(relay.Lost, (int)seen["outboundRtpPackets"]! * lossPercent / 200, long.MaxValue);
    }
}
