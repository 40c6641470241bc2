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
using Actors.Grains.Calls;
using Actors.Grains.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Entrants;

/// <inheritdoc/>
/// <remarks>
/// The rules are in <c>Actors.Domain.Entrants</c>. Here the grain reads its clock, opens and seals what is personal, lets
/// the rules decide, and shows the connected phones what came of it.
/// </remarks>
[SuppressMessage(
    "Maintainability", "CA1506", Justification = "Its interface names all that is said to an entrant; rules are elsewhere.")]
public sealed class EntrantGrain(
    [PersistentState("entrant", "actors")] IPersistentState<Ledgered<EntrantState, EntrantEvent, EntrantEffect>> storage,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
    Rulebook rules,
    AnswerDesk desk,
    ILogger<EntrantGrain> log)
    : LedgeredGrain<EntrantState, EntrantEvent, EntrantEffect>(storage, clock, log), IEntrantGrain, IRemindable
{
    private ConnectedPhones? _phones;
    private DateTimeOffset? _heardAt;
    private CallView? _call;

    private EntrantId Person => EntrantId.Parse(this.GetPrimaryKeyString());

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

    public async Task<Refusal?> ConfirmStayAsync() => State.Stay is { } stay
        ? await ExecuteAsync((state, now) => StayRules.Confirm(state, Context(rules.For(stay), now)))
        : Refusals.NoStay;

    public Task<Refusal?> AddCompanionAsync(EntrantId companion) =>
        ExecuteAsync((state, _) => StayRules.AddCompanion(state, companion));

    public Task<EntrantReply> CheckInAsync(CommandId command, Fix fix, DateTimeOffset answeredAt) =>
        AnswerAsync(new(command, null, answeredAt), answer => desk.CheckInAsync(State, answer, fix, Now));

    public Task<EntrantReply> ReportLocationAsync(CommandId command, string? handle, Fix fix, DateTimeOffset answeredAt) =>
        AnswerAsync(new(command, handle, answeredAt), answer => desk.LocationAsync(State, answer, fix, Now));

    public Task<EntrantReply> ReportCallPlaceAsync(CommandId command, int number, Fix fix) =>
        AnswerAsync(new(command, null, fix.TakenAt), answer => desk.LocationAsync(State, answer, fix, Now, number));

    public Task<EntrantReply> ReportHealthAsync(
        CommandId command, string? handle, HealthAnswers answers, DateTimeOffset answeredAt) =>
        AnswerAsync(new(command, handle, answeredAt), answer => desk.HealthAsync(State, answer, answers, Now));

    public Task<Refusal?> ConfirmDeliveryAsync(string handle) =>
        HearAsync((state, context) => ProofRules.Deliver(state, context, handle, Channel.App));

    public Task<Refusal?> ConfirmOpenedAsync(string handle) =>
        HearAsync((state, context) => ProofRules.Open(state, context, handle));

    public async Task<EntrantView> ConnectAsync(IPhoneObserver phone, PhoneCondition? condition)
    {
        _phones ??= new(this, Person, () => rules.PingEvery(State.Stay), () => Now - _heardAt, log);
        _phones.Add(phone);
        await HearAsync((state, context) => ProofRules.RecordContact(state, context, condition));
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
        return HearAsync((state, context) => ProofRules.RecordContact(state, context, condition));
    }

    public Task<EntrantView> ReadAsync() => Task.FromResult(View());

    public Task ShowCallAsync(CallView view)
    {
        _call = view.Outcome is null ? view : null;
        return _phones?.ShowAsync(view) ?? Task.CompletedTask;
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
        if (reason.ReasonCode is DeactivationReasonCode.ActivationIdle)
        {
            await RememberAsync();
        }

        await base.OnDeactivateAsync(reason, cancellationToken);
        if (_phones is { Count: > 0 } && reason.ReasonCode != DeactivationReasonCode.ShuttingDown)
        {
            await _phones.RenewAsync();
        }
    }

    /// <inheritdoc/>
    protected override Decision<EntrantEvent, EntrantEffect> DecideDue(EntrantState state, DateTimeOffset now) =>
        state.Stay is { HasEnded: false } stay && state.NextDue?.At <= now
            ? DueRules.Decide(state, Context(rules.For(stay), now))
            : Decision<EntrantEvent, EntrantEffect>.Nothing;

    /// <inheritdoc/>
    protected override Task CarryOutAsync(EffectId id, EntrantEffect effect) =>
        new Errands(this, GrainFactory, rules).CarryOutAsync(effect, State, _phones, Now);

    /// <summary>A command that came before is answered as before; any other is taken, decided and written.</summary>
    private async Task<EntrantReply> AnswerAsync(Answer answer, Func<Answer, Task<TakenAnswer>> take)
    {
        if (State.Receipts.Find(answer.Command) is var receipt and not Receipt.None)
        {
            return EntrantReply.Of(receipt);
        }

        var taken = await take(answer);
        if (taken.Reply is { } reply)
        {
            return reply;
        }

        return await HearAsync(taken.Decide!) is { } refusal
            ? EntrantReply.Of(refusal)
            : EntrantReply.Of(State.Receipts.Find(answer.Command));
    }

    private EntrantContext Context(Programme programme, DateTimeOffset now) =>
        rules.Context(programme, now, _heardAt, _phones is { Count: > 0 });

    /// <summary>Whatever a phone sends is a sign of life.</summary>
    private async Task<Refusal?> HearAsync(Func<EntrantState, EntrantContext, Decision<EntrantEvent, EntrantEffect>> decide)
    {
        _heardAt = Rulebook.WholeSecond(Now);
        return State.Stay is { } stay
            ? await ExecuteAsync((state, now) => decide(state, Context(rules.For(stay), now)))
            : Refusals.NoStay;
    }

    private Task RememberAsync() => State.Stay is { } stay
        ? ExecuteAsync((state, now) => ProofRules.SaveLastContact(state, Context(rules.For(stay), now)))
        : Task.CompletedTask;

    private EntrantView View() => rules.View(Person, State, Now) with { Call = _call };
}
