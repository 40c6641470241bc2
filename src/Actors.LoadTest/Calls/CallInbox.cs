using System.Threading.Channels;
using Actors.Client;
using Actors.Protocol.Messages;

namespace Actors.LoadTest.Calls;

/// <summary>What one phone is told of its calls, in order.</summary>
internal sealed class CallInbox : PhoneListener
{
    private readonly Channel<VideoCall> _calls = Channel.CreateUnbounded<VideoCall>();

    /// <summary>The last that the machine said of a picture.</summary>
    public string? LastCode { get; private set; }

    /// <summary>Forgets what was told before.</summary>
    public void Begin()
    {
        LastCode = null;
        while (_calls.Reader.TryRead(out _))
        {
            // Of the call before.
        }
    }

    /// <summary>The next that fits.</summary>
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
