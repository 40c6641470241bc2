using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Grains.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Actors.Grains.Calls;

/// <inheritdoc/>
public sealed class CallQueueGrain(
    [FromKeyedServices("actors")] IGrainStorage storage,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
    ILogger<CallQueueGrain> log)
    : LedgeredGrain<CallQueueState, CallQueueEvent, CallQueueEffect>("call-queue", storage, clock, log), ICallQueueGrain
{
    public async Task EnterAsync(WaitingCall waiting) =>
        LedgerRefusals.ThrowIfBusy(await ExecuteAsync((state, _) => CallQueueRules.Enter(state, waiting)));

    public async Task LeaveAsync(EntrantId person, int number) =>
        LedgerRefusals.ThrowIfBusy(await ExecuteAsync((state, _) => CallQueueRules.Leave(state, person, number)));

    public Task<int?> FindPlaceAsync(EntrantId person, int number)
    {
        var index = State.Waiting.ToList().FindIndex(waiting => waiting.Person == person && waiting.Number == number);
        return Task.FromResult<int?>(index < 0 ? null : index + 1);
    }

    public Task<CallQueueState> ReadAsync() => Task.FromResult(State);

    /// <inheritdoc/>
    protected override Decision<CallQueueEvent, CallQueueEffect> DecideDue(CallQueueState state, DateTimeOffset now) =>
        Decision<CallQueueEvent, CallQueueEffect>.Nothing;

    /// <summary>Tells each person their present position.</summary>
    /// <remarks>All at once: one who cannot be told does not keep it from those behind.</remarks>
    protected override Task CarryOutAsync(EffectId id, CallQueueEffect effect) => Task.WhenAll(
        State.Waiting.Select((waiting, index) =>
            GrainFactory.GetGrain<ICallGrain>(waiting.Person.ToString()).UpdateQueuePositionAsync(waiting.Number, index + 1)));
}
