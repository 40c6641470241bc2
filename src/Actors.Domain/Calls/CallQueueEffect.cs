namespace Actors.Domain.Calls;

/// <summary>What is to be done for those who wait for staff once it is durable who waits.</summary>
public abstract record CallQueueEffect
{
    private CallQueueEffect()
    {
    }

    /// <summary>Everybody is told their place.</summary>
    public sealed record TellPlaces : CallQueueEffect;
}
