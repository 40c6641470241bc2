using Actors.Domain.Programmes;

namespace Actors.Domain.Presence;

/// <summary>Judges whether a person is at the place of stay (SPEC Q4).</summary>
public static class Geofence
{
    /// <summary>
    /// The verdict on a fix. While the place is still being learnt the verdict is uncertain, never outside.
    /// </summary>
    /// <param name="fix">The fix.</param>
    /// <param name="place">The place of stay.</param>
    /// <param name="rules">Radius, accuracy and age.</param>
    /// <param name="answeredAt">When the person answered, by the clock of the phone, which also dated the fix.</param>
    public static PresenceVerdict Judge(Fix fix, Place place, PresenceRules rules, DateTimeOffset answeredAt)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (!FixRules.IsUsable(fix, answeredAt, rules))
        {
            return PresenceVerdict.Unusable;
        }

        var distance = place.Centre.DistanceTo(fix.Point);
        if (distance + fix.AccuracyMetres <= rules.RadiusMetres)
        {
            return PresenceVerdict.Inside;
        }

        return distance - fix.AccuracyMetres > rules.RadiusMetres && place.IsLearnt(rules)
            ? PresenceVerdict.Outside
            : PresenceVerdict.Uncertain;
    }
}
