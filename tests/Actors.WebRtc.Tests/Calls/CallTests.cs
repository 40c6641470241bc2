using Actors.WebRtc.Calls;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Calls;

/// <summary>Calls over real sockets.</summary>
public sealed class CallTests
{
    [Theory(Timeout = 60_000)]
    [InlineData(SrtpImplementation.LibSrtp)]
    [InlineData(SrtpImplementation.Managed)]
    public async Task Key_frames_arrive_as_they_were_sent(SrtpImplementation srtp)
    {
        await using var pair = new CallPair(options => options.Srtp = srtp);
        var call = await pair.ConnectAsync();

        var sent = SampleClip.KeyFrames(SampleClip.Standard).ToList();
        for (var index = 0; index < 5; index++)
        {
            Assert.Contains(await call.Sink.NextFrameAsync(), sent);
        }

        Assert.Equal(CallLegState.Connected, call.Leg.State);
        call.Leg.Close();
        Assert.Equal(CallLegEnd.ClosedHere, await call.Sink.Closed);
        Assert.Equal(CallPeerEnd.ByOtherSide, await call.Peer.Ended);
        Assert.Equal(0, call.Peer.Statistics.MediaReceived);
    }
}
