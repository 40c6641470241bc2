using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Prompts;
using Actors.Domain.Protection;
using Actors.Domain.Stays;

namespace Actors.Domain.Entrants;

/// <summary>What is hot of one stay. Names in JSON are short because this is written with every operation.</summary>
public sealed record StayState
{
    private static readonly TimeSpan HealthReminder = TimeSpan.FromHours(1);

    /// <summary>Its name.</summary>
    [JsonPropertyName("i")]
    public required StayId Id { get; init; }

    /// <summary>The rules that hold for it.</summary>
    [JsonPropertyName("v")]
    public required ProgrammeVersion Programme { get; init; }

    /// <summary>When the person landed.</summary>
    [JsonPropertyName("l")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public required DateTimeOffset LandedAt { get; init; }

    /// <summary>When the person is free.</summary>
    [JsonPropertyName("e")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether it is over.</summary>
    [JsonPropertyName("x")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasEnded { get; init; }

    /// <summary>Whether the roster knows the person. Until then nothing counts as missed.</summary>
    [JsonPropertyName("o")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsConfirmed { get; init; }

    /// <summary>When the person first checked in; null: not yet.</summary>
    [JsonPropertyName("c")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>The known places, the present one first; each sealed.</summary>
    [JsonPropertyName("h")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<Sealed> Places { get; init; } = [];

    /// <summary>The last day that needs no planning any more.</summary>
    [JsonPropertyName("d")]
    public required int PlannedDay { get; init; }

    /// <summary>The highest index given to a prompt of <see cref="PlannedDay"/>.</summary>
    [JsonPropertyName("k")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int LastIndex { get; init; }

    /// <summary>When the next day is planned; null: never more.</summary>
    [JsonPropertyName("n")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? PlanAt { get; init; }

    /// <summary>Prompts that are planned or open, or may still be answered late.</summary>
    [JsonPropertyName("p")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public PromptStates Prompts { get; init; }

    /// <summary>What became of every day so far.</summary>
    [JsonPropertyName("t")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public StayTally Tally { get; init; }

    /// <summary>The last sign of life that was written down.</summary>
    [JsonPropertyName("s")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>When to check for a sign of life; <c>null</c> if the last step was taken.</summary>
    [JsonPropertyName("w")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? SilenceAt { get; init; }

    /// <summary>How far silence has gone.</summary>
    [JsonPropertyName("z")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(JsonNumberEnumConverter<SilenceStep>))]
    public SilenceStep Silence { get; init; }

    /// <summary>When the person is asked whether all is well; null: there is no need to, or it was done.</summary>
    [JsonPropertyName("a")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? AskAt { get; init; }

    /// <summary>Hours of silence to the first step, then to the second.</summary>
    [JsonPropertyName("y")]
    public required SilenceSpans SilenceSpans { get; init; }

    /// <summary>Minutes after a location prompt at which the person is reminded of it.</summary>
    [JsonPropertyName("q")]
    public required int RemindAfterMinutes { get; init; }

    /// <summary>The number of the last call that was recorded; 0: none yet.</summary>
    [JsonPropertyName("b")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int LastCall { get; init; }

    /// <summary>What staff are to look at.</summary>
    [JsonPropertyName("f")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(JsonNumberEnumConverter<FollowUps>))]
    public FollowUps FollowUps { get; init; }

    /// <summary>When the stay is due next; <c>null</c> if never.</summary>
    [JsonIgnore]
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
                if (prompt.Fate == Fate.Planned)
                {
                    due = Earlier(due, prompt.PlannedAt, DuePriority.Prompt);
                }
                else if (prompt.Fate == Fate.Open)
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
        if (prompt is not { Fate: Fate.Open, Reminded: false, IssuedAt: { } issuedAt, ClosesAt: { } closesAt })
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
            Answer(reported.Prompt, reported.Fate).HeardAt(reported.At),
        EntrantEvent.Seen seen => HeardAt(seen.At),
        EntrantEvent.SilenceExtended extended => this with { SilenceAt = extended.Until },
        EntrantEvent.FellSilent silent => FallSilent(silent),
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

    /// <summary>What went out before the roster knew the person does not count as missed: see <see cref="PromptRules"/>.</summary>
    private StayState Confirm()
    {
        var prompts = Prompts;
        foreach (var prompt in Prompts)
        {
            prompts = prompt.Fate == Fate.Open ? prompts.With(prompt with { Excuse = Excuse.NotConfirmed }) : prompts;
        }

        return this with { IsConfirmed = true, Prompts = prompts };
    }

    private StayState FallSilent(EntrantEvent.FellSilent silent) => this with
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
            if (prompt.Number.Day < planned.Day - 2 && prompt.Fate is Fate.Missed or Fate.Excused)
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
            Fate = Fate.Open,
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
            Fate = Fate.Open,
            IssuedAt = asked.At,
            ClosesAt = asked.ClosesAt,
        };
        return this with { Prompts = Prompts.With(open), LastIndex = asked.Prompt.Index, Tally = Tally.Issued(open) };
    }

    private StayState Close(EntrantEvent.PromptClosed closed) => Prompts.Find(closed.Prompt) is not { } prompt ? this : this with
    {
        Prompts = Prompts.With(prompt with { Fate = closed.Fate, Excuse = closed.Excuse }),
        Tally = Tally.Settled(prompt, closed.Fate),
    };

    private StayState Report(EntrantEvent.LocationReported reported)
    {
        var places = reported.Place is { } place ? Places.SetItem(0, place) : Places;
        return (Answer(reported.Prompt, reported.Fate) with { Places = places }).HeardAt(reported.At);
    }

    private StayState Answer(PromptNumber? answered, Fate? became) =>
        answered is { } number && became is { } fate && Prompts.Find(number) is { } prompt
            ? this with { Prompts = Prompts.Without(number), Tally = Tally.Settled(prompt, fate) }
            : this;

    private StayState Change(PromptNumber number, Func<PromptState, PromptState> change) =>
        Prompts.Find(number) is { } prompt ? this with { Prompts = Prompts.With(change(prompt)) } : this;

    private static DueTime Earlier(DueTime due, DateTimeOffset? at, DuePriority priority) =>
        at < due.At ? new(at.Value, priority) : due;
}
