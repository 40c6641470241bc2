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

    /// <summary>What is known about the phone; <c>null</c> if nothing yet.</summary>
    public PhoneState? Phone { get; init; }

    /// <summary>How far the clock of the phone is ahead, as last measured.</summary>
    internal TimeSpan ClockAhead => TimeSpan.FromSeconds(Phone?.ClockAheadSeconds ?? 0);

    /// <inheritdoc/>
    public DueTime? NextDue => Stay?.NextDue;

    /// <inheritdoc/>
    public EntrantState Apply(EntrantEvent happened)
    {
        var phone = PhoneState.After(Phone, happened);
        var after = phone == Phone ? this : this with { Phone = phone };
        return happened switch
        {
            EntrantEvent.StayStarted started => after.Start(started),
            EntrantEvent.CompanionAdded added => after with { Companions = Companions.Add(added.Companion) },
            EntrantEvent.PhoneChanged => after,
            EntrantEvent.CheckedIn one => after.Apply(
                one, one.Command, one.Receipt, one.AnsweredAt ?? one.At, one.Fingerprint),
            EntrantEvent.LocationReported one => after.Apply(
                one, one.Command, one.Receipt, one.AnsweredAt, one.Fingerprint),
            EntrantEvent.HealthReported one => after.Apply(
                one, one.Command, one.Receipt, one.AnsweredAt, one.Fingerprint),
            _ => after with { Stay = after.StayAfter(happened) },
        };
    }

    private EntrantState Apply(
        EntrantEvent happened, CommandId command, Receipt receipt, DateTimeOffset answeredAt, uint fingerprint) =>
        this with { Stay = StayAfter(happened), Receipts = Receipts.With(command, receipt, answeredAt, fingerprint) };

    private StayState StayAfter(EntrantEvent happened) => Stay!.Apply(happened, Phone?.Faults ?? PhoneFaults.None);

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
