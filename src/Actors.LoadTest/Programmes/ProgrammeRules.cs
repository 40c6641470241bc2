namespace Actors.LoadTest.Programmes;

/// <summary>The rules of a programme as the reconciler needs them. The defaults are those of the specification.</summary>
public sealed record ProgrammeRules
{
    /// <summary>The time zone of days and hours.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    /// <summary>The number of the day of entry.</summary>
    public int EntryDay { get; init; }

    /// <summary>The number of the last day.</summary>
    public int LastDay { get; init; } = 14;

    /// <summary>Hours from landing to the end of the stay; null if the stay ends with the last local day.</summary>
    public int? FreeAfterHours { get; init; }

    /// <summary>The minimum of location prompts on a whole day.</summary>
    public int PromptsMin { get; init; } = 3;

    /// <summary>The maximum of location prompts on a day.</summary>
    public int PromptsMax { get; init; } = 5;

    /// <summary>The local time of the first possible prompt.</summary>
    public TimeOnly WindowFrom { get; init; } = new(8, 0);

    /// <summary>The local time at which the last prompt has closed.</summary>
    public TimeOnly WindowTo { get; init; } = new(21, 0);

    /// <summary>The minimum time between two location prompts.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromMinutes(90);

    /// <summary>How long a location prompt is open.</summary>
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>The local time of the health prompt.</summary>
    public TimeOnly HealthAt { get; init; } = new(11, 0);

    /// <summary>The local time from which a health answer is late.</summary>
    public TimeOnly HealthDueBy { get; init; } = new(14, 0);

    /// <summary>A longer overlap of a prompt with an outage excuses the person.</summary>
    public TimeSpan OutageTolerance { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The silence after which a person is unreachable.</summary>
    public TimeSpan UnreachableAfter { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The silence after which a supervisor is told.</summary>
    public TimeSpan SupervisorAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Average number of prompts for one person on one day.</summary>
    public double PromptsPerDay => 1 + ((PromptsMin + PromptsMax) / 2.0);
}
