using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Orleans.Concurrency;

namespace Actors.Grains.Calls;

/// <summary>Those who wait for staff in a call, of one programme; its key is the name of the programme.</summary>
[Alias("call-queue")]
public interface ICallQueueGrain : IGrainWithStringKey
{
    /// <summary>Adds a person to the queue. Idempotent.</summary>
    [Alias("enter")]
    Task EnterAsync(WaitingCall waiting);

    /// <summary>Removes a person from the queue. Idempotent.</summary>
    [Alias("leave")]
    Task LeaveAsync(EntrantId person, int number);

    /// <summary>The position in the queue, from 1; <c>null</c> if the call does not wait.</summary>
    [Alias("place")]
    [ReadOnly]
    Task<int?> FindPlaceAsync(EntrantId person, int number);

    /// <summary>Who waits, the most urgent first.</summary>
    [Alias("read")]
    [ReadOnly]
    Task<CallQueueState> ReadAsync();
}
