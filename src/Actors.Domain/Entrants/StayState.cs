using System.Collections.Immutable;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants;

/// <summary>The state of one stay, as far as decisions need it.</summary>
public sealed record StayState
{
    private static readonly TimeSpan HealthReminder = TimeSpan.FromHours(1);

    /// <summary>The id of the stay.</summary>
    public required StayId Id { get; init; }

    /// <summary>The programme version whose rules hold for the stay.</summary>
    public required ProgrammeVersion Programme { get; init; }

    /// <summary>When the person landed.</summary>
    public required DateTimeOffset LandedAt { get; init; }

    /// <summary>When the stay ends and the person is free.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether the stay is over.</summary>
    public bool HasEnded { get; init; }

    /// <summary>Whether the roster confirms the person. Nothing counts as missed before.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>When the person first checked in; <c>null</c> if not yet.</summary>
    public DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>The known places of stay, the current one first, each sealed under the key of the stay.</summary>
    public ImmutableArray<Sealed> Places { get; init; } = [];

    /// <summary>
    /// Whether the person checked in with a position that cannot be used. Then the next usable position says where.
    /// </summary>
    public bool IsPlacePending { get; init; }

    /// <summary>The last day that is planned.</summary>
    public required int PlannedDay { get; init; }

    /// <summary>The highest index among the prompts of <see cref="PlannedDay"/>.</summary>
    public int LastIndex { get; init; }

    /// <summary>When the next day is planned; <c>null</c> if no further day is planned.</summary>
    public DateTimeOffset? PlanAt { get; init; }

    /// <summary>The prompts that are planned, open, or can still be answered late.</summary>
    public PromptStates Prompts { get; init; }

    /// <summary>The counts of every day so far.</summary>
    public StayTally Tally { get; init; }

    /// <summary>The last contact that was written.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>When the next step of silence is due; <c>null</c> if the last step was taken.</summary>
    public DateTimeOffset? SilenceAt { get; init; }

    /// <summary>The last step of silence that was taken.</summary>
    public SilenceStep Silence { get; init; }

    /// <summary>When the person is asked whether all is well; <c>null</c> if that is not needed or was done.</summary>
    public DateTimeOffset? AskAt { get; init; }

    /// <summary>The spans of silence before each step.</summary>
    public required SilenceSpans SilenceSpans { get; init; }

    /// <summary>How many minutes after a location prompt the person is reminded.</summary>
    public required int RemindAfterMinutes { get; init; }

    /// <summary>The number of the last call that was recorded; 0 if there was none yet.</summary>
    public int LastCall { get; init; }

    /// <summary>The open follow-ups for staff.</summary>
    public FollowUps FollowUps { get; init; }

    /// <summary>How many location prompts in a row had answers that could not be used.</summary>
    public byte UnusableLocations { get; init; }

    /// <summary>How many health prompts in a row had answers that could not be used.</summary>
    public byte UnusableHealth { get; init; }

    /// <summary>Since when two phones ask, or asked, to speak for the person; <c>null</c> if there was no second one.</summary>
    public DateTimeOffset? DisputedFrom { get; init; }

    /// <summary>Until when that excuses what is not answered; <c>null</c> if there was no second phone.</summary>
    public DateTimeOffset? DisputedUntil { get; init; }

    /// <summary>When the rules must look at the stay next; <c>null</c> if never.</summary>
    public DueTime? NextDue
    {
        get
        {
            if (HasEnded)
            {
                return null;
            }

            var due = new DueTime(EndsAt, DuePriority.Upkeep);
            due = Earlier(due, PlanAt, DuePriority.Upkeep);
            due = Earlier(due, SilenceAt, DuePriority.Upkeep);
            due = Earlier(due, AskAt, DuePriority.Upkeep);
            foreach (var prompt in Prompts)
            {
                if (prompt.Outcome == PromptOutcome.Planned)
                {
                    due = Earlier(due, prompt.PlannedAt, DuePriority.Prompt);
                }
                else if (prompt.Outcome == PromptOutcome.Open)
                {
                    due = Earlier(due, prompt.ClosesAt, DuePriority.Answer);
                    due = Earlier(due, RemindAt(prompt), DuePriority.Prompt);
                }
            }

            return due;
        }
    }

    /// <summary>Whether two phones asked to speak for the person while a prompt was open.</summary>
    public bool WasDisputed(PromptState prompt) =>
        prompt.IssuedAt < DisputedUntil && prompt.ClosesAt > DisputedFrom;

    /// <summary>When the person is to be reminded of a prompt; <c>null</c> if not, or not again.</summary>
    public DateTimeOffset? RemindAt(PromptState prompt)
    {
        if (prompt is not { Outcome: PromptOutcome.Open, Reminded: false, IssuedAt: { } issuedAt, ClosesAt: { } closesAt })
        {
            return null;
        }

        var at = prompt.Kind switch
        {
            PromptKind.Location => issuedAt.AddMinutes(RemindAfterMinutes),
            PromptKind.Health => closesAt - HealthReminder,
            PromptKind.SecondFix => closesAt,
            _ => throw new InvalidOperationException($"There is no prompt of kind {prompt.Kind}."),
        };
        return at > issuedAt && at < closesAt ? at : null;
    }

    /// <summary>Returns the stay after an event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="faults">The faults of the phone after the event.</param>
    internal StayState Apply(EntrantEvent happened, PhoneFaults faults)
    {
        var after = ApplyEvent(happened);
        var settled = after.FollowUps & FollowUpRules.SettledBy(happened, faults);
        return settled == FollowUps.None ? after : after with { FollowUps = after.FollowUps & ~settled };
    }

    private StayState ApplyEvent(EntrantEvent happened) => happened switch
    {
        EntrantEvent.StayConfirmed => Confirm(),
        EntrantEvent.StayEnded => this with
        {
            HasEnded = true,
            Prompts = default,
            PlanAt = null,
            SilenceAt = null,
            AskAt = null,
        },
        EntrantEvent.CheckedIn checkedIn =>
            (this with
            {
                Places = checkedIn.Places,
                CheckedInAt = CheckedInAt ?? checkedIn.At,
                IsPlacePending = checkedIn.Receipt == Receipt.CheckedInWithoutPosition,
            }).RecordContact(checkedIn.At),
        EntrantEvent.DayPlanned planned => Plan(planned),
        EntrantEvent.LocationReported reported => Report(reported),
        EntrantEvent.HealthReported reported => (Answer(reported.Prompt, reported.Outcome) with
        {
            UnusableHealth = reported.Prompt is null ? UnusableHealth : (byte)0,
        }).RecordContact(reported.At),
        EntrantEvent.Seen seen => RecordContact(seen.At),
        EntrantEvent.SilenceExtended extended => this with { SilenceAt = extended.Until },
        EntrantEvent.ContactLost silent => LoseContact(silent),
        EntrantEvent.NightOver over => this with { AskAt = over.PutOffTo },
        EntrantEvent.FollowUpOpened opened => this with { FollowUps = FollowUps | opened.FollowUp },
        EntrantEvent.PhoneDisputed disputed => this with { DisputedFrom = disputed.At, DisputedUntil = disputed.Until },
        EntrantEvent.PhoneSettled settled => this with
        {
            DisputedUntil = settled.At < DisputedUntil ? settled.At : DisputedUntil,
        },
        EntrantEvent.CallConcluded concluded => this with { LastCall = concluded.Number },
        _ => ApplyToPrompt(happened),
    };

    private StayState ApplyToPrompt(EntrantEvent happened) => happened switch
    {
        EntrantEvent.PromptIssued issued => Issue(issued),
        EntrantEvent.SecondFixAsked asked => Ask(asked),
        EntrantEvent.PromptDelivered { Channel: Channel.Sms } delivered => // The handset has it; the app may be off.
            Change(delivered.Prompt, prompt => prompt with { DeliveredAt = delivered.At }),
        EntrantEvent.PromptDelivered delivered =>
            Change(delivered.Prompt, prompt => prompt with { DeliveredAt = delivered.At }).RecordContact(delivered.At),
        EntrantEvent.PromptOpened opened =>
            Change(opened.Prompt, prompt => prompt with { OpenedAt = opened.At }).RecordContact(opened.At),
        EntrantEvent.AnswerFailed failed => Fail(failed.Prompt),
        EntrantEvent.PromptReminded reminded => Change(reminded.Prompt, prompt => prompt with { Reminded = true }),
        EntrantEvent.PromptExtended extended => Change(extended.Prompt, prompt => prompt with
        {
            ClosesAt = extended.ClosesAt,
            Extension = extended.Extension,
        }),
        EntrantEvent.PromptClosed closed => Close(closed),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "This event is not known."),
    };

    private StayState RecordContact(DateTimeOffset at) => at <= SeenAt && Silence == SilenceStep.None
        ? this
        : this with
        {
            SeenAt = at > SeenAt ? at : SeenAt,
            Silence = SilenceStep.None,
            SilenceAt = SilenceSpans.After(SilenceStep.None, at > SeenAt ? at : SeenAt),
            AskAt = null,
            FollowUps = FollowUps & ~FollowUpRules.OfSilence,
        };

    /// <summary>
    /// Marks open prompts: what was issued before the roster confirmed the person does not count as missed.
    /// </summary>
    private StayState Confirm()
    {
        var prompts = Prompts;
        foreach (var prompt in Prompts)
        {
            prompts = prompt.Outcome == PromptOutcome.Open ? prompts.With(prompt with { Excuse = Excuse.NotConfirmed }) : prompts;
        }

        return this with { IsConfirmed = true, Prompts = prompts };
    }

    private StayState LoseContact(EntrantEvent.ContactLost silent) => this with
    {
        Silence = silent.Step,
        SilenceAt = SilenceSpans.After(silent.Step, SeenAt),
        AskAt = silent.AskAt ?? AskAt,
        FollowUps = FollowUps | (silent.Step == SilenceStep.Unreachable ? FollowUps.Unreachable : FollowUps.Supervisor),
    };

    // A day is planned in the evening before. Prompts that can no longer be answered late are removed.
    private StayState Plan(EntrantEvent.DayPlanned planned)
    {
        var prompts = Prompts;
        foreach (var prompt in Prompts)
        {
            if (prompt.Number.Day < planned.Day - 2 && prompt.Outcome is PromptOutcome.Missed or PromptOutcome.Excused)
            {
                prompts = prompts.Without(prompt.Number);
            }
        }

        foreach (var prompt in planned.Prompts)
        {
            prompts = prompts.With(new() { Number = prompt.Number, Kind = prompt.Kind, PlannedAt = prompt.At });
        }

        return this with
        {
            Prompts = prompts,
            PlannedDay = planned.Day,
            PlanAt = planned.PlanAt,
            LastIndex = planned.Prompts.Aggregate(
                planned.Day == PlannedDay ? LastIndex : 0, (last, prompt) => Math.Max(last, prompt.Number.Index)),
        };
    }

    private StayState Issue(EntrantEvent.PromptIssued issued)
    {
        if (Prompts.Find(issued.Prompt) is not { } prompt)
        {
            return this;
        }

        var open = prompt with
        {
            Outcome = PromptOutcome.Open,
            IssuedAt = issued.At,
            ClosesAt = issued.ClosesAt,
        };
        return this with { Prompts = Prompts.With(open), Tally = Tally.Issued(open) };
    }

    private StayState Ask(EntrantEvent.SecondFixAsked asked)
    {
        var open = new PromptState
        {
            Number = asked.Prompt,
            Kind = PromptKind.SecondFix,
            PlannedAt = asked.At,
            Outcome = PromptOutcome.Open,
            IssuedAt = asked.At,
            ClosesAt = asked.ClosesAt,
            Excuse = asked.Excuse,
        };
        return this with { Prompts = Prompts.With(open), LastIndex = asked.Prompt.Index, Tally = Tally.Issued(open) };
    }

    private StayState Close(EntrantEvent.PromptClosed closed) => Prompts.Find(closed.Prompt) is not { } prompt ? this : this with
    {
        Prompts = Prompts.With(prompt with { Outcome = closed.Outcome, Excuse = closed.Excuse }),
        Tally = Tally.Settled(prompt, closed.Outcome),
        UnusableLocations = OneMore(UnusableLocations, prompt.Kind == PromptKind.Location && IsUnusable(closed)),
        UnusableHealth = OneMore(UnusableHealth, prompt.Kind == PromptKind.Health && IsUnusable(closed)),
    };

    private static bool IsUnusable(EntrantEvent.PromptClosed closed) => closed.Excuse == Excuse.AnswerUnusable;

    private static byte OneMore(byte count, bool isOneMore) => (byte)(isOneMore && count < byte.MaxValue ? count + 1 : count);

    private StayState Report(EntrantEvent.LocationReported reported)
    {
        var places = reported.Place is not { } place ? Places
            : IsPlacePending ? [place, .. Places.Take(Geofence.MaxPlaces - 1)]
            : Places.SetItem(0, place);
        var isOneMore = reported.Prompt is { } prompt && Prompts.Find(prompt)?.Kind == PromptKind.Location;
        return (Answer(reported.Prompt, reported.Outcome) with
        {
            Places = places,
            IsPlacePending = IsPlacePending && reported.Place is null,
            UnusableLocations = reported.Presence == PresenceVerdict.Unusable ? OneMore(UnusableLocations, isOneMore)
                : reported.Prompt is null ? UnusableLocations // Who answers no prompt has not answered one.
                : (byte)0,
        }).RecordContact(reported.At);
    }

    private StayState Answer(PromptNumber? answered, PromptOutcome? became) =>
        answered is { } number && became is { } outcome && Prompts.Find(number) is { } prompt
            ? this with { Prompts = Prompts.Without(number), Tally = Tally.Settled(prompt, outcome) }
            : this;

    /// <summary>Excuses a prompt that was closed before it was known that an answer had come.</summary>
    private StayState Fail(PromptNumber number) => Prompts.Find(number)?.Outcome == PromptOutcome.Missed
        ? Close(new(number, PromptOutcome.Excused, Excuse.AnswerUnusable))
        : Change(number, static prompt => prompt with { Excuse = Excuse.AnswerUnusable });

    private StayState Change(PromptNumber number, Func<PromptState, PromptState> change) =>
        Prompts.Find(number) is { } prompt ? this with { Prompts = Prompts.With(change(prompt)) } : this;

    private static DueTime Earlier(DueTime due, DateTimeOffset? at, DuePriority priority) =>
        at < due.At ? new(at.Value, priority) : due;
}
