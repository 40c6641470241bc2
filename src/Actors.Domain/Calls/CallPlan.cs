using System.Collections.Immutable;
using Actors.Domain.Programmes;
using Actors.Domain.Prompts;
using Actors.Domain.Stays;

namespace Actors.Domain.Calls;

/// <summary>
/// Draws when people are called (SPEC V1). Without the key it cannot be foreseen. Every moment of the window is as
/// likely as any other, so that many people's calls spread over it by themselves.
/// </summary>
public static class CallPlan
{
    /// <summary>When the calls of one day ring, in order, in whole seconds: each with time for all its retries.</summary>
    public static ImmutableArray<DateTimeOffset> Draw(PlanKey key, StayId stay, DateOnly day, CallRules rules, ProgrammeZone zone)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(zone);
        var stream = new KeyedStream(key, stay, day, KeyedStream.Calls, stackalloc byte[KeyedStream.RoomBytes]);
        var wanted = rules.PerDayMin + stream.Below(rules.PerDayMax - rules.PerDayMin + 1);
        return SpreadTimes.Draw(
            ref stream, wanted, zone.At(day, rules.WindowFrom), LatestRing(day, rules, zone), rules.Gap);
    }

    /// <summary>The last moment of a day at which a call may ring for the first time.</summary>
    public static DateTimeOffset LatestRing(DateOnly day, CallRules rules, ProgrammeZone zone) =>
        zone.At(day, rules.WindowTo) - rules.Longest;
}
