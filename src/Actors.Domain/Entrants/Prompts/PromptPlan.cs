using System.Collections.Immutable;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Plans;
using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Prompts;

/// <summary>
/// Draws the times of the prompts for the location (SPEC Q3). They cannot be predicted without the key, not even from
/// all earlier ones. The same key gives the same times again.
/// </summary>
public static class PromptPlan
{
    /// <summary>
    /// Draws the times of one day, in order, in whole seconds. Draws the number of prompts first, then one of all
    /// equally likely ways to place them: within the window, far enough apart, the last one closing within the window.
    /// </summary>
    /// <param name="key">The secret.</param>
    /// <param name="stay">The stay.</param>
    /// <param name="day">The local date.</param>
    /// <param name="rules">The rules for number, window and gaps.</param>
    /// <param name="zone">The zone of the local times.</param>
    /// <param name="notBefore">
    /// The local time of the check-in on its day. Then as many prompts are drawn as still fit, at most as many as for
    /// the whole day, perhaps none. <c>null</c> for the whole day.
    /// </param>
    public static ImmutableArray<DateTimeOffset> Draw(
        PlanKey key, StayId stay, DateOnly day, LocationRules rules, ProgrammeZone zone, TimeOnly? notBefore)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(zone);
        var stream = new KeyedStream(key, stay.Record, day, KeyedStream.Prompts, stackalloc byte[KeyedStream.RoomBytes]);
        var wanted = rules.PromptsMin + stream.Below(rules.PromptsMax - rules.PromptsMin + 1);
        var first = zone.At(day, notBefore > rules.WindowFrom ? notBefore.Value : rules.WindowFrom);
        return SpreadTimes.Draw(ref stream, wanted, first, zone.At(day, rules.WindowTo) - rules.Open, rules.Gap);
    }
}

/// <summary>A prompt as it was drawn for a day.</summary>
public readonly record struct PlannedPrompt(PromptNumber Number, PromptKind Kind, DateTimeOffset At);
