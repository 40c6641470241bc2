using System.Threading.Channels;
using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <summary>The messages about calls that one phone receives, in order.</summary>
public sealed class CallInbox : PhoneListener
{
    private readonly Channel<VideoCall> _calls = Channel.CreateUnbounded<VideoCall>();

    /// <summary>The code of the last feedback; <c>null</c> if there was none.</summary>
    public string? LastCode { get; private set; }

    /// <summary>Drops the messages of the call before.</summary>
    public void Begin()
    {
        LastCode = null;
        while (_calls.Reader.TryRead(out _))
        {
            // Dropped.
        }
    }

    /// <summary>Waits for the next message that fits.</summary>
    public async Task<VideoCall> WaitAsync(Func<VideoCall, bool> fits, CancellationToken cancellationToken)
    {
        while (true)
        {
            var call = await _calls.Reader.ReadAsync(cancellationToken);
            if (fits(call))
            {
                return call;
            }
        }
    }

    /// <inheritdoc/>
    public override Task OnCallAsync(EntrantClient client, VideoCall video)
    {
        _calls.Writer.TryWrite(video);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnCallFeedbackAsync(EntrantClient client, CallFeedback feedback)
    {
        LastCode = feedback.Code;
        return Task.CompletedTask;
    }
}
