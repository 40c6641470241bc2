using Actors.Domain.Programmes;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants.Presence;

/// <summary>Judges whether a person is at the place of stay (SPEC Q4).</summary>
public static class Geofence
{
    /// <summary>Judges a fix. While the place is still being learnt, no fix is outside, only uncertain.</summary>
    /// <param name="fix">The fix.</param>
    /// <param name="place">The place of stay.</param>
    /// <param name="rules">The limits for radius, accuracy and age.</param>
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

/// <summary>The verdict on a fix (SPEC Q4). The numbers are stored.</summary>
[GenerateSerializer, Alias("presence-verdict")]
public enum PresenceVerdict
{
    /// <summary>The whole circle of the fix lies within the radius of the place.</summary>
    Inside = 0,

    /// <summary>The circle of the fix lies partly within the radius, or the place is not learnt yet.</summary>
    Uncertain = 1,

    /// <summary>The whole circle of the fix lies beyond the radius of the place.</summary>
    Outside = 2,

    /// <summary>The fix is too inaccurate or too old.</summary>
    Unusable = 3,
}

/// <summary>A fix after it was judged and sealed.</summary>
/// <param name="Position">The fix, sealed under the key of the stay.</param>
/// <param name="Presence">The verdict on the fix; <c>null</c> if no place of stay is known.</param>
/// <param name="IsMock">Whether the phone marks the position as simulated.</param>
/// <param name="Place">
/// The current place after learning from this fix, sealed; <c>null</c> if it did not change.
/// </param>
public sealed record LocationEvidence(Sealed Position, PresenceVerdict? Presence, bool IsMock, Sealed? Place);
