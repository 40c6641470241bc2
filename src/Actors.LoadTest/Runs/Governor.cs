using Actors.LoadTest.Programmes;
using Actors.LoadTest.Reconciling;

namespace Actors.LoadTest.Runs;

/// <summary>
/// Chooses the speed of the programme clock so that the machine keeps up: prompts should arrive within two minutes of programme
/// time. It slows down when they are later and recovers slowly; it is slow around the health prompt and the end of the stays,
/// which concern all people at once, and fast at night. It is a pure function of the measurements.
/// </summary>
internal sealed class Governor
{
    /// <summary>The highest speed by day.</summary>
    public const double Highest = 8_000;

    /// <summary>How late prompts may be.</summary>
    public static readonly TimeSpan Aim = TimeSpan.FromMinutes(2);

    private const double Lowest = 20;
    private const double PromptsPerSecond = 600;
    private const double HerdPerSecond = 800;
    private const double NightFactor = 4;
    private const double StartFraction = 8;
    private const double Rise = 1.1;
    private const double MaxFall = 0.4;
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan HerdPasses = TimeSpan.FromMinutes(4);

    /// <summary>
    /// The last night ends early too, and the end begins early: several servers take some time to change their speed, and a tenth
    /// of a second of the night is half an hour.
    /// </summary>
    private static readonly TimeSpan LastNightEnds = TimeSpan.FromHours(1);

    private static readonly TimeSpan EndAhead = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan EndPasses = Circumstances.Punctuality;

    private readonly ProgrammeRules _rules;
    private readonly double _herd;
    private double _day;

    /// <summary>Creates a governor.</summary>
    /// <param name="rules">The rules of the programme.</param>
    /// <param name="entrants">Number of people.</param>
    public Governor(ProgrammeRules rules, int entrants)
    {
        _rules = rules;
        Ceiling = Math.Clamp(
            PromptsPerSecond * TimeSpan.FromDays(1).TotalSeconds / (rules.PromptsPerDay * entrants), Lowest, Highest);
        _herd = Math.Clamp(Aim.TotalSeconds * HerdPerSecond / entrants, Lowest, Ceiling);
        _day = Math.Max(Lowest, Ceiling / StartFraction);
    }

    /// <summary>The highest speed by day for this number of people.</summary>
    public double Ceiling { get; }

    /// <summary>When the stays of all people end; null if unknown.</summary>
    public DateTimeOffset? End { get; set; }

    /// <summary>Chooses the speed from now on.</summary>
    /// <param name="now">The programme time.</param>
    /// <param name="late">How late prompts arrived lately; null if none arrived.</param>
    public double Choose(DateTimeOffset now, TimeSpan? late)
    {
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, _rules.Zone).DateTime);
        var isHerd = (local >= _rules.HealthAt.Add(-Ahead) && local < _rules.HealthAt.Add(HerdPasses))
            || (now >= End - EndAhead && now < End + EndPasses);
        if (late is { } measured && !isHerd)
        {
            Learn(measured);
        }

        // The night ends early, so that the speed falls before the first prompt.
        var wakes = _rules.WindowFrom.AddMinutes(-30);
        var isLastHour = now >= End - LastNightEnds && now < End;
        var isNight = !isLastHour && (local < wakes || local >= _rules.WindowTo.AddMinutes(30));
        return isHerd ? Math.Min(_day, _herd) : isNight ? _day * NightFactor : _day;
    }

    /// <summary>The next moment at which the time of day changes the speed.</summary>
    public DateTimeOffset NextTurn(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, _rules.Zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        TimeOnly[] turns =
        [
            _rules.WindowFrom.AddMinutes(-30), _rules.HealthAt.Add(-Ahead), _rules.HealthAt.Add(HerdPasses),
            _rules.WindowTo.AddMinutes(30),
        ];
        var next = now + turns.Min(turn => turn > time ? turn - time : TimeSpan.FromDays(1) - (time - turn));
        return new[] { End - LastNightEnds, End - EndAhead, End + EndPasses }
            .Aggregate(next, (first, turn) => turn > now && turn < first ? turn.Value : first);
    }

    private void Learn(TimeSpan late)
    {
        var ratio = Aim / (late > TimeSpan.Zero ? late : TimeSpan.FromSeconds(1));
        var factor = ratio < 1 ? Math.Max(ratio, MaxFall) : ratio > 2 ? Rise : 1;
        _day = Math.Clamp(_day * factor, Lowest, Ceiling);
    }
}
