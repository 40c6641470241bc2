using System.Collections.Immutable;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Plans;
using Actors.Domain.Programmes;

namespace Actors.Domain.Calls;

/// <summary>
/// Draws the times of calls (SPEC V1). They cannot be predicted without the key. Every moment of the window is equally
/// likely, so the calls of many people spread over it.
/// </summary>
public static class CallPlan
{
    /// <summary>
    /// The times at which the calls of one day ring, in order, in whole seconds. Each leaves time for all retries.
    /// </summary>
    public static ImmutableArray<DateTimeOffset> Draw(PlanKey key, StayId stay, DateOnly day, CallRules rules, ProgrammeZone zone)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(zone);
        var stream = new KeyedStream(key, stay.Record, day, KeyedStream.Calls, stackalloc byte[KeyedStream.RoomBytes]);
        var wanted = rules.PerDayMin + stream.Below(rules.PerDayMax - rules.PerDayMin + 1);
        return SpreadTimes.Draw(
            ref stream, wanted, zone.At(day, rules.WindowFrom), LatestRing(day, rules, zone), rules.Gap);
    }

    /// <summary>The latest time of a day at which a call may ring for the first time.</summary>
    public static DateTimeOffset LatestRing(DateOnly day, CallRules rules, ProgrammeZone zone) =>
        zone.At(day, rules.WindowTo) - rules.Longest;
}
