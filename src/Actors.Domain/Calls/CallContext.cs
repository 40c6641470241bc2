using Actors.Domain.Entrants.Stays;
using Actors.Domain.Plans;
using Actors.Domain.Programmes;

namespace Actors.Domain.Calls;

/// <summary>What the rules of calls know beside the state.</summary>
/// <param name="Person">Whose calls they are.</param>
/// <param name="Programme">The rules of the stay.</param>
/// <param name="PlanKey">The secret by which calls are drawn.</param>
/// <param name="Outages">When the platform was away, as far as it knows.</param>
/// <param name="Now">The programme clock, in whole seconds.</param>
/// <param name="Speed">Programme seconds per real second; 1 where real people live.</param>
/// <param name="HasRoom">Whether another call can run now.</param>
/// <param name="MediaSeenAt">When pictures of the call were last known to come; null: not since this process began.</param>
public sealed record CallContext(
    EntrantId Person, Programme Programme, PlanKey PlanKey, KnownOutages Outages, DateTimeOffset Now, double Speed, bool HasRoom,
    DateTimeOffset? MediaSeenAt)
{
    /// <summary>The rules of calls.</summary>
    public CallRules Rules => Programme.Calls;

    /// <summary>Whether people live at the speed of the clock on the wall: only then are they called without asking.</summary>
    public bool IsRealTime => IsReal(Speed);

    /// <summary>Whether a clock of that speed goes as the one on the wall.</summary>
    public static bool IsReal(double speed) => Math.Abs(speed - 1) < 1e-6;

    /// <summary>
    /// By how much a call is put off when too many run: more for one than for another, so that not all come back at once.
    /// </summary>
    public TimeSpan LaterWhenFull => Rules.Postpone + CallSpread.Of(Person, Rules.Postpone);

    /// <summary>
    /// The moment after so much of real life. A phone rings as long as people need, however fast the programme clock runs. In
    /// whole seconds, and later than now: a slow clock does not bring what was put off round at once.
    /// </summary>
    public DateTimeOffset In(TimeSpan span) =>
        Now.AddSeconds(Math.Max(1, Math.Ceiling(span.TotalSeconds * (IsRealTime || Speed <= 0 ? 1 : Speed))));
}
