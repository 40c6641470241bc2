using System.Collections.Immutable;
using Actors.Domain.Programmes;
using Actors.Domain.Stays;

namespace Actors.Domain.Prompts;

/// <summary>
/// Draws the times of the prompts for the location (SPEC Q3). Without the key they cannot be foreseen, not even from
/// all earlier ones; with the key the result is repeatable.
/// </summary>
public static class PromptPlan
{
    /// <summary>
    /// The times of one day, in order, in whole seconds. The number of prompts is drawn first, then one of all the ways to
    /// place them, each as likely as any other: inside the window, far enough apart, the last one closing inside it.
    /// </summary>
    /// <param name="key">The secret.</param>
    /// <param name="stay">Whose prompts they are.</param>
    /// <param name="day">The local date.</param>
    /// <param name="rules">How many, when and how far apart.</param>
    /// <param name="zone">Whose local time it is.</param>
    /// <param name="notBefore">
    /// The local time of the check-in, on its day: as many as still fit, at most as many as the whole day would have had,
    /// perhaps none. Null: the whole day.
    /// </param>
    public static ImmutableArray<DateTimeOffset> Draw(
        PlanKey key, StayId stay, DateOnly day, LocationRules rules, ProgrammeZone zone, TimeOnly? notBefore)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(zone);
        var stream = new KeyedStream(key, stay, day, KeyedStream.Prompts, stackalloc byte[KeyedStream.RoomBytes]);
        var wanted = rules.PromptsMin + stream.Below(rules.PromptsMax - rules.PromptsMin + 1);
        var first = zone.At(day, notBefore > rules.WindowFrom ? notBefore.Value : rules.WindowFrom);
        return SpreadTimes.Draw(ref stream, wanted, first, zone.At(day, rules.WindowTo) - rules.Open, rules.Gap);
    }
}
