using Actors.WebRtc.Caller;
using Actors.WebRtc.Sessions;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>Both sides of one call.</summary>
internal sealed record SampleCall(VideoCaller Peer, IMediaSession Leg, CollectingSink Sink)
{
    public async Task ConnectAsync(Func<string, string>? changeAnswer = null)
    {
        var answer = changeAnswer?.Invoke(Leg.Answer) ?? Leg.Answer;
        await Peer.ConnectAsync(answer, TestContext.Current.CancellationToken);
        await Sink.Connected;
    }
}
