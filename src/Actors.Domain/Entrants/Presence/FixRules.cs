using Actors.Domain.Ledger;
using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Presence;

/// <summary>Which fixes are taken, and which of those say anything.</summary>
public static class FixRules
{
    /// <summary>Why a fix is refused; null: it is taken.</summary>
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
    /// Whether a fix says anything about the moment the person answered: accurate and fresh enough. One that does not is
    /// kept and asked for again.
    /// </summary>
    public static bool IsUsable(Fix fix, DateTimeOffset answeredAt, PresenceRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return IsAccurate(fix, rules) && answeredAt - fix.TakenAt <= rules.UnusableAfter;
    }

    /// <summary>Whether a fix is accurate enough to say anything.</summary>
    internal static bool IsAccurate(Fix fix, PresenceRules rules) => fix.AccuracyMetres <= rules.UnusableAboveMetres;
}
