using Actors.WebRtc.Caller;
using Actors.WebRtc.Sessions;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>Both sides of one call.</summary>
internal sealed record SampleCall(VideoCaller Caller, IMediaSession Session, CollectingSink Sink)
{
    public async Task ConnectAsync(Func<string, string>? changeAnswer = null)
    {
        var answer = changeAnswer?.Invoke(Session.Answer) ?? Session.Answer;
        await Caller.ConnectAsync(answer, TestContext.Current.CancellationToken);
        await Sink.Connected;
    }
}
