using Actors.WebRtc.Calls;

namespace Actors.WebRtc.Tests.Calls;

/// <summary>Both sides of one call.</summary>
internal sealed record SampleCall(CallPeer Peer, ICallLeg Leg, CollectingSink Sink)
{
    public async Task ConnectAsync(Func<string, string>? changeAnswer = null)
    {
        var answer = changeAnswer?.Invoke(Leg.Answer) ?? Leg.Answer;
        await Peer.ConnectAsync(answer, TestContext.Current.CancellationToken);
        await Sink.Connected;
    }
}
