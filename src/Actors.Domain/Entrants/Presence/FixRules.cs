using Actors.Domain.Ledger;
using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Presence;

/// <summary>Decides which fixes are accepted, and which of them are usable.</summary>
public static class FixRules
{
    /// <summary>Validates a fix. Returns the reason for a refusal, or <c>null</c> if it is valid.</summary>
    public static Refusal? Check(Fix fix, DateTimeOffset now, PresenceRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return fix switch
        {
            { Latitude: not (>= -90 and <= 90) } => new Refusal("latitude-out-of-range"),
            { Longitude: not (>= -180 and <= 180) } => new Refusal("longitude-out-of-range"),
            { AccuracyMetres: not (>= 0 and < double.PositiveInfinity) } => new Refusal("accuracy-out-of-range"),
            _ when fix.TakenAt - now > rules.FutureTolerance => new Refusal("fix-from-the-future"),
            _ when now - fix.TakenAt > rules.RefusedAfter => new Refusal("fix-too-old"),
            _ => null,
        };
    }

    /// <summary>
    /// Whether a fix was accurate and fresh enough when the person answered. An unusable fix is kept, and another one
    /// is asked for.
    /// </summary>
    public static bool IsUsable(Fix fix, DateTimeOffset answeredAt, PresenceRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return IsAccurate(fix, rules) && answeredAt - fix.TakenAt <= rules.UnusableAfter;
    }

    /// <summary>Whether a fix is accurate enough to be usable.</summary>
    internal static bool IsAccurate(Fix fix, PresenceRules rules) => fix.AccuracyMetres <= rules.UnusableAboveMetres;
}
