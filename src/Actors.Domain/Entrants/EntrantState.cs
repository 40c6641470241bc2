using System.Collections.Immutable;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>
/// The state of an entrant: the current stay, open prompts and follow-ups, and the newest receipts. History is in the
/// ledger.
/// </summary>
public sealed record EntrantState : IEventSourced<EntrantState, EntrantEvent>
{
    /// <summary>The current stay, or the last one; <c>null</c> if there was none yet.</summary>
    public StayState? Stay { get; init; }

    /// <summary>The receipts of the newest commands.</summary>
    public Receipts Receipts { get; init; }

    /// <summary>The person who answers for this one; <c>null</c> if the person answers.</summary>
    public EntrantId? Carer { get; init; }

    /// <summary>The people for whom this person answers.</summary>
    public ImmutableArray<EntrantId> Companions { get; init; } = [];

    /// <summary>What the phone last reported about itself; <c>null</c> if nothing yet.</summary>
    public PhoneState? Phone { get; init; }

    /// <inheritdoc/>
    public DueTime? NextDue => Stay?.NextDue;

    /// <inheritdoc/>
    public EntrantState Apply(EntrantEvent happened) => happened switch
    {
        EntrantEvent.StayStarted started => Start(started),
        EntrantEvent.CompanionAdded added => this with { Companions = Companions.Add(added.Companion) },
        EntrantEvent.PhoneChanged changed => this with { Phone = PhoneState.Of(changed.Condition) },
        EntrantEvent.CheckedIn checkedIn => Apply(
            Stay!.Apply(checkedIn), checkedIn.Command, checkedIn.Receipt, checkedIn.AnsweredAt ?? checkedIn.At),
        EntrantEvent.LocationReported reported => Apply(
            Stay!.Apply(reported), reported.Command, reported.Receipt, reported.AnsweredAt),
        EntrantEvent.HealthReported reported => Apply(
            Stay!.Apply(reported), reported.Command, reported.Receipt, reported.AnsweredAt),
        _ => this with { Stay = Stay!.Apply(happened) },
    };

    private EntrantState Apply(StayState stay, CommandId command, Receipt receipt, DateTimeOffset answeredAt) =>
        this with { Stay = stay, Receipts = Receipts.With(command, receipt, answeredAt) };

    private EntrantState Start(EntrantEvent.StayStarted started) => this with
    {
        Carer = started.Carer,
        Companions = [],
        Stay = new()
        {
            Id = started.Stay,
            Programme = started.Programme,
            LandedAt = started.LandedAt,
            EndsAt = started.EndsAt,
            IsConfirmed = started.IsConfirmed,
            PlannedDay = started.PlannedDay,
            PlanAt = started.PlanAt,
            SeenAt = started.At,
            RemindAfterMinutes = (int)started.RemindAfter.TotalMinutes,
            SilenceSpans = started.SilenceSpans,
            SilenceAt = started.SilenceSpans.After(SilenceStep.None, started.At),
        },
    };
}
