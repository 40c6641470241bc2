using Actors.Domain.Entrants.Stays;

namespace Actors.Domain.Calls;

/// <summary>What happens to those who wait for staff.</summary>
public abstract record CallQueueEvent
{
    private CallQueueEvent()
    {
    }

    /// <summary>Somebody waits.</summary>
    [Alias("call-queue.entered")]
    public sealed record Entered(WaitingCall Waiting) : CallQueueEvent;

    /// <summary>Somebody does not wait any more.</summary>
    [Alias("call-queue.left")]
    public sealed record Left(EntrantId Person, int Number) : CallQueueEvent;
}
