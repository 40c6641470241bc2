using Actors.Domain.Prompts;
using Actors.Domain.Stays;

namespace Actors.Domain.Entrants;

/// <summary>Keeps the count of every day in step with the prompts.</summary>
internal static class Tallies
{
    /// <summary>A prompt was issued.</summary>
    public static StayTally Issued(this StayTally tally, PromptState prompt)
    {
        var day = tally[prompt.Number.Day];
        return tally.With(prompt.Number.Day, prompt.Kind == PromptKind.Health
            ? day with { Health = HealthState.Due }
            : day with { Due = day.Due + 1 });
    }

    /// <summary>A prompt became something, of what it was before.</summary>
    public static StayTally Settled(this StayTally tally, PromptState prompt, Fate became)
    {
        var day = tally[prompt.Number.Day];
        if (prompt.Kind == PromptKind.Health)
        {
            return tally.With(prompt.Number.Day, day with
            {
                Health = became == Fate.Answered ? HealthState.Done
                    : became == Fate.Late ? HealthState.Late
                    : became == Fate.Missed ? HealthState.Missed
                    : HealthState.Excused,
            });
        }

        if (prompt.Fate == Fate.Missed)
        {
            day = day with { Missed = day.Missed - 1 };
        }
        else if (prompt.Fate == Fate.Planned)
        {
            day = day with { Due = day.Due + 1 };
        }

        return prompt.Fate == became ? tally : tally.With(
            prompt.Number.Day,
            became == Fate.Answered ? day with { Answered = day.Answered + 1 }
            : became == Fate.Late ? day with { Late = day.Late + 1 }
            : became == Fate.Missed ? day with { Missed = day.Missed + 1 }
            : day with { Excused = day.Excused + 1 });
    }
}
