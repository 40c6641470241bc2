using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Orleans.Concurrency;

namespace Actors.Grains.Calls;

/// <summary>Those who wait for staff in a call, of one programme; its key is the name of the programme.</summary>
[Alias("call-queue")]
public interface ICallQueueGrain : IGrainWithStringKey
{
    /// <summary>Somebody waits. May be repeated.</summary>
    [Alias("enter")]
    Task EnterAsync(WaitingCall waiting);

    /// <summary>Somebody does not wait any more. May be repeated.</summary>
    [Alias("leave")]
    Task LeaveAsync(EntrantId person, int number);

    /// <summary>The place of one who waits, from 1; null: nobody of that name does.</summary>
    [Alias("place")]
    [ReadOnly]
    Task<int?> FindPlaceAsync(EntrantId person, int number);

    /// <summary>Who waits, the most urgent first.</summary>
    [Alias("read")]
    [ReadOnly]
    Task<CallQueueState> ReadAsync();
}
