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
    public bool HasEnded { get; init; }

    /// <summary>Whether the roster knows the person. Until then nothing counts as missed.</summary>
    [JsonPropertyName("o")]
    public bool IsConfirmed { get; init; }

    /// <summary>When the person first checked in; null: not yet.</summary>
    [JsonPropertyName("c")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>The known places, the present one first; each sealed.</summary>
    [JsonPropertyName("h")]
    public ImmutableArray<Sealed> Places { get; init; } = [];

    /// <summary>The last day whose prompts were drawn; null: none.</summary>
    [JsonPropertyName("d")]
    public int? PlannedDay { get; init; }

    /// <summary>When the next day is planned; null: never more.</summary>
    [JsonPropertyName("n")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? PlanAt { get; init; }

    /// <summary>Prompts that are planned or open, or may still be answered late.</summary>
    [JsonPropertyName("p")]
    public PromptStates Prompts { get; init; } = PromptStates.Empty;

    /// <summary>What became of every day so far.</summary>
    [JsonPropertyName("t")]
    public StayTally Tally { get; init; } = StayTally.Empty;

    /// <summary>The last sign of life that was written down.</summary>
    [JsonPropertyName("s")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>When somebody looks whether there was a sign of life; null: the last step was taken.</summary>
    [JsonPropertyName("w")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? SilenceAt { get; init; }

    /// <summary>How far silence has gone.</summary>
    [JsonPropertyName("z")]
    public SilenceStep Silence { get; init; }

    /// <summary>Hours of silence to the first step, then to the second.</summary>
    [JsonPropertyName("y")]
    public required SilenceSpans SilenceSpans { get; init; }

    /// <summary>What staff are to look at.</summary>
    [JsonPropertyName("f")]
    public FollowUps FollowUps { get; init; }

    /// <summary>When somebody must look at the stay next; null: never.</summary>
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
            foreach (var prompt in Prompts)
            {
                due = prompt.Fate switch
                {
                    Fate.Planned => Earlier(due, prompt.PlannedAt, DuePriority.Prompt),
                    Fate.Open => Earlier(Earlier(due, prompt.ClosesAt, DuePriority.Answer), prompt.RemindAt, DuePriority.Prompt),
                    _ => due,
                };
            }

            return due;
        }
    }

    private static DueTime Earlier(DueTime due, DateTimeOffset? at, DuePriority priority) =>
        at < due.At ? new(at.Value, priority) : due;
}
