using Actors.Domain.Calls;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Plans;
using Actors.Domain.Programmes;
using Actors.Grains.Entrants;
using Actors.Grains.Ledger;
using Actors.Grains.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Actors.Grains.Calls;

/// <inheritdoc/>
/// <remarks>
/// The rules are in <c>Actors.Domain.Calls</c>. Phones are told through the entrant, who knows which are connected.
/// </remarks>
public sealed class CallGrain(
    [FromKeyedServices("actors")] IGrainStorage storage,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
    CallContexts contexts,
    ILogger<CallGrain> log)
    : LedgeredGrain<CallSchedule, CallEvent, CallEffect>("calls", storage, clock, log), ICallGrain
{
    private DateTimeOffset? _mediaSeenAt;
    private (int Number, int Place)? _queuePlace;

    private EntrantId Person => EntrantId.Parse(this.GetPrimaryKeyString());

    private IEntrantGrain Entrant => GrainFactory.GetGrain<IEntrantGrain>(this.GetPrimaryKeyString());

    public async Task FollowAsync(CallSubject subject) => LedgerRefusals.ThrowIfBusy(
        await ExecuteAsync((state, now) => CallPlanRules.Follow(state, subject, Context(subject, now))));

    public async Task<Refusal?> RequestAsync()
    {
        // Where time runs fast only people who ask are followed, so the stay is read now. It may also be a new one.
        if (await Entrant.ReadCallSubjectAsync() is not { } subject)
        {
            return Domain.Entrants.Refusals.NoStay;
        }

        await FollowAsync(subject);
        return await ExecuteAsync(RingRules.Request);
    }

    public Task ConfirmRingingAsync(int number) =>
        ExecuteAsync((state, context) => RingRules.ConfirmRinging(state, context, number));

    public async Task<Refusal?> AnswerAsync(int number)
    {
        // No other call comes in between the write and this, and the first check is not due yet.
        var refusal = await ExecuteAsync((state, context) => CheckRules.Answer(state, context, number));
        await RecordMediaHeartbeatAsync(number);
        return refusal;
    }

    public Task<Refusal?> DeclineAsync(int number) =>
        ExecuteAsync((state, context) => RingRules.Decline(state, context, number));

    public Task<Refusal?> AskForPersonAsync(int number) =>
        ExecuteAsync((state, context) => CheckRules.AskForPerson(state, context, number));

    public async Task<CallView?> ReportFaceResultAsync(int number, EntrantId person, FaceResult face)
    {
        await RecordMediaHeartbeatAsync(number);
        LedgerRefusals.ThrowIfBusy(
            await ExecuteAsync((state, context) => CheckRules.RecordFaceResult(state, context, number, person, face)));
        return View();
    }

    public async Task JudgePlaceAsync(int number, PlaceOutcome place) =>
        LedgerRefusals.ThrowIfBusy(await ExecuteAsync((state, context) => CheckRules.RecordPlace(state, context, number, place)));

    public async Task InterruptAsync(int number, Interruption cause) =>
        LedgerRefusals.ThrowIfBusy(await ExecuteAsync((state, context) => CheckRules.Interrupt(state, context, number, cause)));

    public Task PutOffAsync(int number) => ExecuteAsync((state, context) => RingRules.Postpone(state, context, number));

    public Task<bool> RecordMediaHeartbeatAsync(int number)
    {
        var isWanted = State.Call is { Stage: CallStage.Checking or CallStage.Queued } call && call.Number == number;
        _mediaSeenAt = isWanted ? Now : _mediaSeenAt;
        return Task.FromResult(isWanted);
    }

    public async Task UpdateQueuePositionAsync(int number, int place)
    {
        if (State.Call is not { Stage: CallStage.Queued } call || call.Number != number || _queuePlace == (number, place))
        {
            return;
        }

        var before = _queuePlace;
        _queuePlace = (number, place);
        try
        {
            await Entrant.ShowCallAsync(View()!);
        }
        catch
        {
            _queuePlace = before; // It was not told; it comes again.
            throw;
        }
    }

    public async Task<CallView?> ReadAsync()
    {
        // The queue tells a place when it changes. After a restart it is asked for.
        if (View() is { Stage: CallStage.Queued, QueuePlace: null } view
            && await Queue(view.Programme.Id).FindPlaceAsync(Person, view.Number) is { } place)
        {
            _queuePlace ??= (view.Number, place);
        }

        return View();
    }

    /// <inheritdoc/>
    protected override Decision<CallEvent, CallEffect> DecideDue(CallSchedule state, DateTimeOffset now) =>
        state.Subject is { } subject && state.NextDue?.At <= now
            ? CallDueRules.Decide(state, Context(subject, now))
            : Decision<CallEvent, CallEffect>.Nothing;

    /// <inheritdoc/>
    protected override Task CarryOutAsync(EffectId id, CallEffect effect) => effect switch
    {
        CallEffect.ShowCall => View() is { } view ? Entrant.ShowCallAsync(view) : Task.CompletedTask,
        CallEffect.WaitForStaff wait => State.Call is { Stage: CallStage.Queued } call && call.Number == wait.Number
            ? Queue(State.Subject!.Programme.Id).EnterAsync(new(Person, call.Number, call.Reason!.Value, call.Since))
            : Task.CompletedTask, // Called back, or hung up, by now.
        CallEffect.StopWaiting stop => Queue(stop.Programme ?? State.Subject!.Programme.Id).LeaveAsync(Person, stop.Number),
        CallEffect.Conclude { Companion: { } companion } conclude =>
            GrainFactory.GetGrain<IEntrantGrain>(companion.ToString()).ConcludeCallAsync(conclude.Conclusion),
        CallEffect.Conclude conclude => Entrant.ConcludeCallAsync(conclude.Conclusion),
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect.GetType().Name, "This effect is not known."),
    };

    private ICallQueueGrain Queue(ProgrammeId programme) => GrainFactory.GetGrain<ICallQueueGrain>(programme.ToString());

    private CallContext Context(CallSubject subject, DateTimeOffset now) =>
        contexts.For(Person, subject, now, _mediaSeenAt);

    private async Task<Refusal?> ExecuteAsync(Func<CallSchedule, CallContext, Decision<CallEvent, CallEffect>> decide) =>
        State.Subject is { } subject
            ? await ExecuteAsync((state, now) => decide(state, Context(subject, now)))
            : CallRefusals.CallOver;

    private CallView? View() => State.Subject is { } subject
        ? CallViews.Of(
            State, Context(subject, Now), Now,
            _queuePlace is { } known && known.Number == State.LastNumber ? known.Place : null)
        : null;
}

/// <summary>What the rules of calls need to know beside a state, in one place.</summary>
public sealed class CallContexts(
    ProgrammeCatalogue programmes, IPlanKeys planKeys, IOutageCalendar outages, ICallRoom room,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock)
{
    /// <summary>What is known about the calls of a person at a moment.</summary>
    /// <param name="person">The person.</param>
    /// <param name="subject">The stay.</param>
    /// <param name="now">The time on the programme clock.</param>
    /// <param name="mediaSeenAt">When pictures of the running call last came; <c>null</c> if they did not.</param>
    public CallContext For(EntrantId person, CallSubject subject, DateTimeOffset now, DateTimeOffset? mediaSeenAt) => new(
        person, programmes.Get(subject.Programme), planKeys.For(subject.Programme.Id), outages.Known,
        StoredTime.WholeSecond(now), clock.Speed(), room.HasRoom, room.HasDesk, mediaSeenAt);
}
