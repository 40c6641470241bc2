using Actors.Protocol.Messages;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>Calls by a WebRTC that is neither ours nor that of a browser.</summary>
public sealed class WeriftTests
{
    private const int Timeout = 120_000;

    [Theory(Timeout = Timeout)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Werift_passes_and_gets_no_media(bool offersOthers)
    {
        await using var server = RealServer.Start();
        await using var phone = await CallablePhone.ArriveAsync(server);
        await using var caller = await WeriftCaller.StartAsync("passing", offersOthers);
        var answer = await phone.AnswerAsync(caller.Offer);
        Assert.Equal(offersOthers ? ["video", "audio", "application refused"] : ["video"], AnsweredMedia.Of(answer));
        Assert.Contains("a=recvonly", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("a=send", answer, StringComparison.Ordinal);
        await caller.ConnectAsync(answer);

        Assert.Equal(CallOutcome.Passed, await phone.OutcomeAsync());
        var statistics = await caller.StatisticsAsync();
        Assert.Equal(0, (int)statistics["rtpReceived"]!);
        Assert.False((bool)statistics["dataChannelOpened"]!);
        Assert.InRange((int)statistics["keyFramesAskedFor"]!, 3, int.MaxValue);
    }
}
