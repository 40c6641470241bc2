using Actors.Domain.Stays;

namespace Actors.Domain.Calls;

/// <summary>What happens to those who wait for staff.</summary>
public abstract record CallQueueEvent
{
    private CallQueueEvent()
    {
    }

    /// <summary>A person joins the queue.</summary>
    [Alias("call-queue.entered")]
    public sealed record Entered(WaitingCall Waiting) : CallQueueEvent;

    /// <summary>A person leaves the queue.</summary>
    [Alias("call-queue.left")]
    public sealed record Left(EntrantId Person, int Number) : CallQueueEvent;
}
