using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Health;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Grains.Calls;
using Actors.Grains.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Actors.Grains.Entrants;

/// <inheritdoc/>
/// <remarks>
/// The rules are in <c>Actors.Domain.Entrants</c>. Here the grain reads its clock, opens and seals what is personal, lets
/// the rules decide, and shows the connected phones what came of it.
/// </remarks>
[SuppressMessage(
    "Maintainability", "CA1506", Justification = "Its interface names all that is said to an entrant; rules are elsewhere.")]
public sealed class EntrantGrain(
    [FromKeyedServices("actors")] IGrainStorage storage,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
    EntrantRules rules,
    IRecordKeys keys,
    EntrantMessages messages,
    IHostApplicationLifetime server,
    ILogger<EntrantGrain> log)
    : LedgeredGrain<EntrantState, EntrantEvent, EntrantEffect>("entrant", storage, clock, log), IEntrantGrain, IRemindable
{
    private const string DayReminder = "day";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private ConnectedPhones? _phones;
    private DateTimeOffset? _heardAt;
    private CallView? _call;
    private PhoneCondition? _condition;
    private DateTimeOffset _conditionWrittenAt;
    private (DateOnly Day, int Count) _unasked;

    private EntrantId Person => EntrantId.Parse(this.GetPrimaryKeyString());

    private ICallGrain Calls => GrainFactory.GetGrain<ICallGrain>(this.GetPrimaryKeyString());

    public async Task<Refusal?> StartStayAsync(StayOrder order)
    {
        if (State.Stay?.Id == order.Stay)
        {
            return null;
        }

        if (!rules.TryGet(order.Programme, out var programme))
        {
            return Refusals.ProgrammeUnknown;
        }

        var refusal = await ExecuteAsync((state, now) => StayRules.Start(state, order, Context(programme, now)));
        _phones?.Watch();
        return refusal;
    }

    public Task<Refusal?> ConfirmStayAsync() => ChangeAsync(StayRules.Confirm);

    public Task<Refusal?> DisputePhoneAsync(DateTimeOffset until) =>
        ChangeAsync((state, context) => StayRules.DisputePhone(state, until, context));

    public Task<Refusal?> SettlePhoneAsync() => ChangeAsync(StayRules.SettlePhone);

    public Task<Refusal?> AskStaffAsync(FollowUps followUp) =>
        ChangeAsync((state, context) => StayRules.AskStaff(state, followUp, context));

    public Task<Refusal?> EndStayAsync() => ChangeAsync(StayRules.EndEarly);

    public Task<bool> ShowNoticeAsync(PhoneNotice notice) => TellPhonesAsync(phones => phones.ShowAsync(notice));

    public Task<bool> RunTestsAsync(int number) => TellPhonesAsync(phones => phones.RunTestsAsync(number));

    public Task<Refusal?> AddCompanionAsync(EntrantId companion) =>
        ExecuteAsync((state, _) => StayRules.AddCompanion(state, companion));

    public async Task<EntrantReply> CheckInAsync(CommandId command, Fix fix, PhoneTime time)
    {
        var (answer, now) = (new Answer(command, null, time), Now);
        if (State.Receipts.Repeat(command, answer.Fingerprint(AnswerKind.None)) is { } before)
        {
            return before;
        }

        if ((Check(answer, now) ?? FixRules.Check(fix)) is { } refusal)
        {
            return EntrantReply.Of(refusal);
        }

        var stay = State.Stay!;
        using var key = await keys.OpenAsync(stay.Id.Record);
        var (places, fit) = Geofence.CheckIn(key, stay.Places, fix, rules.For(stay).Presence, time.AnsweredAt);
        var position = Geofence.Seal(key, fix);
        return await ReplyAsync(
            now, answer, AnswerKind.None,
            (state, context) => CheckInRules.CheckIn(state, context, answer, position, places, fit));
    }

    public Task<EntrantReply> ReportLocationAsync(CommandId command, string? handle, Fix fix, PhoneTime time) =>
        ReportLocationAsync(new(command, handle, time), fix);

    public Task<EntrantReply> ReportCallPlaceAsync(CommandId command, int number, Fix fix) =>
        ReportLocationAsync(new(command, null, new(Now), number), fix);

    public async Task<EntrantReply> ReportHealthAsync(
        CommandId command, string? handle, HealthAnswers answers, PhoneTime time)
    {
        var (answer, now) = (new Answer(command, handle, time), Now);
        if (State.Receipts.Repeat(command, answer.Fingerprint(AnswerKind.Health)) is { } before)
        {
            return await RepeatAsync(before, AnswerKind.Health, now);
        }

        if ((Check(answer, now) ?? HealthCheck.Check(answers, rules.For(State.Stay!).Health)) is { } refusal)
        {
            return await RefuseAsync(refusal, AnswerKind.Health, now);
        }

        var stay = State.Stay!;
        using var key = await keys.OpenAsync(stay.Id.Record);
        var secret = key.Seal(SealedContents.WriteHealth(answers), SealPurpose.Health);
        var hasSymptoms = HealthCheck.HasSymptoms(answers, rules.For(stay).Health);
        return await ReplyAsync(
            now, answer, AnswerKind.Health,
            (state, context) => HealthReportRules.Report(state, context, answer, secret, hasSymptoms));
    }

    public Task RecordFailedAnswerAsync(AnswerKind kinds, string reason, DateTimeOffset receivedAt) =>
        HearAsync((state, context) => FailedAnswerRules.Record(state, context, kinds, reason, receivedAt));

    public Task<Refusal?> ConfirmDeliveryAsync(string handle) =>
        HearAsync((state, context) => ProofRules.Deliver(state, context, handle, Channel.App));

    public Task<Refusal?> ConfirmMessageAsync(PromptNumber prompt, Channel channel)
    {
        if (channel is not Channel.Push)
        {
            // A handset receipt says nothing of the app, so it is no sign of life.
            return State.Stay is { } stay
                ? ExecuteAsync((state, now) => ProofRules.Deliver(state, Context(rules.For(stay), now), prompt, channel))
                : Task.FromResult<Refusal?>(Refusals.NoStay);
        }

        return HearAsync((state, context) => ProofRules.Deliver(state, context, prompt, channel));
    }

    public Task<Refusal?> ConfirmOpenedAsync(string handle) =>
        HearAsync((state, context) => ProofRules.Open(state, context, handle));

    public async Task<EntrantView> ConnectAsync(IPhoneObserver phone, PhoneCondition? condition)
    {
        _phones ??= new(this, Person, () => rules.PingEvery(State.Stay), () => Now - _heardAt,
            () => server.ApplicationStopping.IsCancellationRequested, log);
        _phones.Add(phone);
        await ReportConditionAsync(condition);
        return View();
    }

    public Task DisconnectAsync(IPhoneObserver phone)
    {
        _phones?.Remove(phone);
        return RememberAsync();
    }

    public Task ReportConditionAsync(PhoneCondition? condition)
    {
        _phones?.KeepPace();
        var taken = TakeCondition(condition);
        return HearAsync((state, context) => ProofRules.RecordContact(state, context, taken));
    }

    public Task<EntrantView> ReadAsync() => Task.FromResult(View());

    public Task<OpenPrompt?> ReadOpenPromptAsync(PromptNumber number) => Task.FromResult(
        State.Stay is { HasEnded: false } stay
        && stay.Prompts.Find(number) is { Outcome: PromptOutcome.Open, ClosesAt: { } closesAt } prompt && closesAt > Now
            ? new OpenPrompt(stay.Programme, prompt.Kind, closesAt, prompt.DeliveredAt is not null)
            : null);

    public async Task ShowCallAsync(CallView view)
    {
        _call = view.Outcome is null ? view : null;
        if (!await TellPhonesAsync(phones => phones.ShowAsync(view)))
        {
            await messages.SendAsync(view);
        }
    }

    public Task ConcludeCallAsync(CallConclusion conclusion) => State.Stay is { } stay
        ? ExecuteAsync((state, now) => CallRecordRules.Conclude(state, Context(rules.For(stay), now), conclusion))
        : Task.CompletedTask;

    public Task<CallSubject?> ReadCallSubjectAsync() => Task.FromResult(CallRecordRules.SubjectOf(State));

    /// <summary>The day is planned when its time has come, whether or not this tick comes.</summary>
    public Task ReceiveReminder(string reminderName, TickStatus status) => OnDueAsync();

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        try
        {
            if (reason.ReasonCode is DeactivationReasonCode.ActivationIdle)
            {
                await RememberAsync();
            }

            await base.OnDeactivateAsync(reason, cancellationToken);
        }
        finally
        {
            // Also when nothing can be written: a phone that no activation knows gets nothing.
            if (_phones is { Count: > 0 } && reason.ReasonCode != DeactivationReasonCode.ShuttingDown)
            {
                await _phones.RenewAsync();
            }
        }
    }

    /// <inheritdoc/>
    protected override Decision<EntrantEvent, EntrantEffect> DecideDue(EntrantState state, DateTimeOffset now) =>
        state.Stay is { HasEnded: false } stay && state.NextDue?.At <= now
            ? DueRules.Decide(state, Context(rules.For(stay), now))
            : Decision<EntrantEvent, EntrantEffect>.Nothing;

    /// <inheritdoc/>
    protected override Task CarryOutAsync(EffectId id, EntrantEffect effect) => effect switch
    {
        EntrantEffect.UpdateDailyReminder => KeepDaysAsync(State.Stay),
        EntrantEffect.UpdateCallSchedule => KeepCallsAsync(),
        EntrantEffect.ReportPlaceToCall tell => Calls.JudgePlaceAsync(tell.Call, tell.Place),
        _ => ShowAsync(id, effect),
    };

    /// <summary>
    /// Shows the connected phones an effect, or sends it by other channels. A phone that connects is shown what is open.
    /// </summary>
    private async Task ShowAsync(EffectId id, EntrantEffect effect)
    {
        var isShown = await TellPhonesAsync(phones => phones.ShowAsync(effect, State, rules, Now));
        await messages.SendAsync(id, effect, Person, State, Now, isShown);
    }

    /// <summary>Tells the connected phones something. Returns whether there is one that has heard it.</summary>
    private async Task<bool> TellPhonesAsync(Func<ConnectedPhones, Task> tell)
    {
        if (_phones is not { Count: > 0 } phones)
        {
            return false;
        }

        await tell(phones);
        return phones.Count > 0; // Those that have gone are forgotten.
    }

    private async Task KeepDaysAsync(StayState? stay)
    {
        if (stay is { HasEnded: false })
        {
            var first = stay.PlanAt - Now;
            await this.RegisterOrUpdateReminder(DayReminder, first > TimeSpan.Zero ? first.Value : Day, Day);
        }
        else if (await this.GetReminder(DayReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    /// <summary>Where time runs fast only people who ask are called: a call takes real time.</summary>
    private Task KeepCallsAsync() => rules.IsRealTime && CallRecordRules.SubjectOf(State) is { } subject
        ? Calls.FollowAsync(subject)
        : Task.CompletedTask;

    /// <summary>Takes a position, perhaps of a call. What is in the clear goes no further than this.</summary>
    private async Task<EntrantReply> ReportLocationAsync(Answer answer, Fix fix)
    {
        var now = Now;
        if (State.Receipts.Repeat(answer.Command, answer.Fingerprint(AnswerKind.Location)) is { } before)
        {
            return await RepeatAsync(before, AnswerKind.Location, now);
        }

        if ((Check(answer, now) ?? FixRules.Check(fix)) is { } refusal)
        {
            return await RefuseAsync(refusal, AnswerKind.Location, now);
        }

        var stay = State.Stay!;
        using var key = await keys.OpenAsync(stay.Id.Record);
        var evidence = Geofence.Judge(
            key, stay.Places, fix, rules.For(stay).Presence, answer.Time.AnsweredAt, stay.IsPlacePending);
        return await ReplyAsync(
            now, answer, AnswerKind.Location,
            (state, context) => LocationReportRules.Report(state, context, answer, evidence));
    }

    private Refusal? Check(Answer answer, DateTimeOffset now) => AnswerRules.Check(
            State, answer, State.Stay is { } stay ? rules.For(stay).Presence.RefusedAfter : TimeSpan.Zero, now)
        ?? (answer.Handle is not null || TakeUnasked(now) ? null : Refusals.TooManyReports);

    private bool TakeUnasked(DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        _unasked = _unasked.Day == day ? (day, _unasked.Count + 1) : (day, 1);
        return _unasked.Count <= Limits.UnaskedReportsPerDay;
    }

    /// <summary>The condition to write now; <c>null</c> if there is none, or if one was written a short time ago.</summary>
    private PhoneCondition? TakeCondition(PhoneCondition? reported)
    {
        _condition = reported ?? _condition;
        if (_condition is null || Now - _conditionWrittenAt < Limits.ConditionEvery)
        {
            return null;
        }

        var taken = _condition;
        (_condition, _conditionWrittenAt) = (null, ProofRules.IsNews(State, taken) ? Now : _conditionWrittenAt);
        return taken;
    }

    /// <summary>Decides by the time at which the evidence was taken, writes, and replies.</summary>
    private async Task<EntrantReply> ReplyAsync(
        DateTimeOffset now, Answer answer, AnswerKind kind,
        Func<EntrantState, EntrantContext, Decision<EntrantEvent, EntrantEffect>> decide) =>
        await HearAsync(decide, now) is { } refusal
            ? await RefuseAsync(refusal, kind, now)
            : EntrantReply.Of(State.Receipts.Find(answer.Command));

    private Task<EntrantReply> RepeatAsync(EntrantReply before, AnswerKind kind, DateTimeOffset now) =>
        before.Refusal is { } refusal ? RefuseAsync(refusal, kind, now) : Task.FromResult(before);

    /// <summary>Records that an answer came, before the phone learns that it cannot be used.</summary>
    private async Task<EntrantReply> RefuseAsync(Refusal refusal, AnswerKind kind, DateTimeOffset receivedAt)
    {
        if (State.Stay is { HasEnded: false })
        {
            var kinds = refusal == Refusals.HandleOfOtherKind ? AnswerKind.Any : kind;
            await RecordFailedAnswerAsync(kinds, refusal.Code, receivedAt);
        }

        return EntrantReply.Of(refusal);
    }

    private EntrantContext Context(Programme programme, DateTimeOffset now) =>
        rules.Context(programme, now, _heardAt, _phones is { Count: > 0 });

    /// <summary>Whatever a phone sends is a sign of life.</summary>
    private async Task<Refusal?> HearAsync(
        Func<EntrantState, EntrantContext, Decision<EntrantEvent, EntrantEffect>> decide, DateTimeOffset? at = null)
    {
        var now = at ?? Now;
        _heardAt = StoredTime.WholeSecond(now);
        return State.Stay is { } stay
            ? await ExecuteAsync((state, _) => decide(state, Context(rules.For(stay), now)))
            : Refusals.NoStay;
    }

    /// <summary>Changes the stay by the word of the platform or of staff: no sign of life of the phone.</summary>
    private async Task<Refusal?> ChangeAsync(
        Func<EntrantState, EntrantContext, Decision<EntrantEvent, EntrantEffect>> decide) => State.Stay is { } stay
        ? await ExecuteAsync((state, now) => decide(state, Context(rules.For(stay), now)))
        : Refusals.NoStay;

    private Task RememberAsync() => State.Stay is { } stay
        ? ExecuteAsync((state, now) => ProofRules.SaveLastContact(state, Context(rules.For(stay), now)))
        : Task.CompletedTask;

    private EntrantView View() => rules.View(Person, State, Now) with { Call = _call };
}
