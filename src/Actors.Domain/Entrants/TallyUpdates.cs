using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;

namespace Actors.Domain.Entrants;

/// <summary>Counts prompts in the tally of their day.</summary>
internal static class TallyUpdates
{
    /// <summary>Counts a prompt that is issued.</summary>
    public static StayTally Issued(this StayTally tally, PromptState prompt)
    {
        var day = tally[prompt.Number.Day];
        return tally.With(prompt.Number.Day, prompt.Kind == PromptKind.Health
            ? day with { Health = HealthState.Due }
            : day with { Due = Next(day.Due) });
    }

    /// <summary>Counts the outcome of a prompt, in place of its outcome before.</summary>
    public static StayTally Settled(this StayTally tally, PromptState prompt, PromptOutcome became)
    {
        var day = tally[prompt.Number.Day];
        if (prompt.Kind == PromptKind.Health)
        {
            return tally.With(prompt.Number.Day, day with
            {
                Health = became == PromptOutcome.Answered ? HealthState.Done
                    : became == PromptOutcome.Late ? HealthState.Late
                    : became == PromptOutcome.Missed ? HealthState.Missed
                    : HealthState.Excused,
            });
        }

        if (prompt.Outcome == PromptOutcome.Missed)
        {
            day = day with { Missed = (byte)(day.Missed - 1) };
        }
        else if (prompt.Outcome == PromptOutcome.Planned)
        {
            day = day with { Due = Next(day.Due) };
        }

        return prompt.Outcome == became ? tally : tally.With(
            prompt.Number.Day,
            became == PromptOutcome.Answered ? day with { Answered = Next(day.Answered) }
            : became == PromptOutcome.Late ? day with { Late = Next(day.Late) }
            : became == PromptOutcome.Missed ? day with { Missed = Next(day.Missed) }
            : day with { Excused = Next(day.Excused) });
    }

    private static byte Next(byte count) => (byte)(count + 1);
}
