using System.Collections.Immutable;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants;

/// <summary>What is hot of one stay. Names in JSON are short because this is written with every operation.</summary>
public sealed record StayState
{
    private static readonly TimeSpan HealthReminder = TimeSpan.FromHours(1);

    /// <summary>Its name.</summary>
    public required StayId Id { get; init; }

    /// <summary>The rules that hold for it.</summary>
    public required ProgrammeVersion Programme { get; init; }

    /// <summary>When the person landed.</summary>
    public required DateTimeOffset LandedAt { get; init; }

    /// <summary>When the person is free.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether it is over.</summary>
    public bool HasEnded { get; init; }

    /// <summary>Whether the roster knows the person. Until then nothing counts as missed.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>When the person first checked in; null: not yet.</summary>
    public DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>The known places, the present one first; each sealed.</summary>
    public ImmutableArray<Sealed> Places { get; init; } = [];

    /// <summary>The last day that needs no planning any more.</summary>
    public required int PlannedDay { get; init; }

    /// <summary>The highest index given to a prompt of <see cref="PlannedDay"/>.</summary>
    public int LastIndex { get; init; }

    /// <summary>When the next day is planned; null: never more.</summary>
    public DateTimeOffset? PlanAt { get; init; }

    /// <summary>Prompts that are planned or open, or may still be answered late.</summary>
    public PromptStates Prompts { get; init; }

    /// <summary>What became of every day so far.</summary>
    public StayTally Tally { get; init; }

    /// <summary>The last sign of life that was written down.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>When somebody looks whether there was a sign of life; null: the last step was taken.</summary>
    public DateTimeOffset? SilenceAt { get; init; }

    /// <summary>How far silence has gone.</summary>
    public SilenceStep Silence { get; init; }

    /// <summary>When the person is asked whether all is well; null: there is no need to, or it was done.</summary>
    public DateTimeOffset? AskAt { get; init; }

    /// <summary>Hours of silence to the first step, then to the second.</summary>
    public required SilenceSpans SilenceSpans { get; init; }

    /// <summary>Minutes after a location prompt at which the person is reminded of it.</summary>
    public required int RemindAfterMinutes { get; init; }

    /// <summary>The number of the last call that was recorded; 0: none yet.</summary>
    public int LastCall { get; init; }

    /// <summary>What staff are to look at.</summary>
    public FollowUps FollowUps { get; init; }

    /// <summary>When somebody must look at the stay next; null: never.</summary>
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

    /// <summary>When the person is to be reminded of a prompt; null: never, or no more.</summary>
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

    /// <summary>The stay after the event.</summary>
    internal StayState Apply(EntrantEvent happened)
    {
        var after = Become(happened);
        var settled = after.FollowUps & FollowUpRules.SettledBy(happened);
        return settled == FollowUps.None ? after : after with { FollowUps = after.FollowUps & ~settled };
    }

    private StayState Become(EntrantEvent happened) => happened switch
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
            (this with { Places = checkedIn.Places, CheckedInAt = CheckedInAt ?? checkedIn.At }).HeardAt(checkedIn.At),
        EntrantEvent.DayPlanned planned => Plan(planned),
        EntrantEvent.LocationReported reported => Report(reported),
        EntrantEvent.HealthReported reported =>
            Answer(reported.Prompt, reported.Outcome).HeardAt(reported.At),
        EntrantEvent.Seen seen => HeardAt(seen.At),
        EntrantEvent.SilenceExtended extended => this with { SilenceAt = extended.Until },
        EntrantEvent.ContactLost silent => FallSilent(silent),
        EntrantEvent.NightOver over => this with { AskAt = over.PutOffTo },
        EntrantEvent.FollowUpOpened opened => this with { FollowUps = FollowUps | opened.FollowUp },
        EntrantEvent.CallConcluded concluded => this with { LastCall = concluded.Number },
        _ => ApplyToPrompt(happened),
    };

    private StayState ApplyToPrompt(EntrantEvent happened) => happened switch
    {
        EntrantEvent.PromptIssued issued => Issue(issued),
        EntrantEvent.SecondFixAsked asked => Ask(asked),
        EntrantEvent.PromptDelivered delivered =>
            Change(delivered.Prompt, prompt => prompt with { DeliveredAt = delivered.At }).HeardAt(delivered.At),
        EntrantEvent.PromptOpened opened =>
            Change(opened.Prompt, prompt => prompt with { OpenedAt = opened.At }).HeardAt(opened.At),
        EntrantEvent.PromptReminded reminded => Change(reminded.Prompt, prompt => prompt with { Reminded = true }),
        EntrantEvent.PromptExtended extended => Change(extended.Prompt, prompt => prompt with
        {
            ClosesAt = extended.ClosesAt,
            Extension = extended.Extension,
        }),
        EntrantEvent.PromptClosed closed => Close(closed),
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "This event is not known."),
    };

    private StayState HeardAt(DateTimeOffset at) => at <= SeenAt && Silence == SilenceStep.None
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

    private StayState FallSilent(EntrantEvent.ContactLost silent) => this with
    {
        Silence = silent.Step,
        SilenceAt = SilenceSpans.After(silent.Step, SeenAt),
        AskAt = silent.AskAt ?? AskAt,
        FollowUps = FollowUps | (silent.Step == SilenceStep.Unreachable ? FollowUps.Unreachable : FollowUps.Supervisor),
    };

    // A day is planned in the evening before. What could be answered late until the end of the day before that is forgotten.
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
        };
        return this with { Prompts = Prompts.With(open), LastIndex = asked.Prompt.Index, Tally = Tally.Issued(open) };
    }

    private StayState Close(EntrantEvent.PromptClosed closed) => Prompts.Find(closed.Prompt) is not { } prompt ? this : this with
    {
        Prompts = Prompts.With(prompt with { Outcome = closed.Outcome, Excuse = closed.Excuse }),
        Tally = Tally.Settled(prompt, closed.Outcome),
    };

    private StayState Report(EntrantEvent.LocationReported reported)
    {
        var places = reported.Place is { } place ? Places.SetItem(0, place) : Places;
        return (Answer(reported.Prompt, reported.Outcome) with { Places = places }).HeardAt(reported.At);
    }

    private StayState Answer(PromptNumber? answered, PromptOutcome? became) =>
        answered is { } number && became is { } outcome && Prompts.Find(number) is { } prompt
            ? this with { Prompts = Prompts.Without(number), Tally = Tally.Settled(prompt, outcome) }
            : this;

    private StayState Change(PromptNumber number, Func<PromptState, PromptState> change) =>
        Prompts.Find(number) is { } prompt ? this with { Prompts = Prompts.With(change(prompt)) } : this;

    private static DueTime Earlier(DueTime due, DateTimeOffset? at, DuePriority priority) =>
        at < due.At ? new(at.Value, priority) : due;
}
