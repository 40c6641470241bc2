namespace Actors.LoadTest.Programmes;

/// <summary>The rules of a programme by which the reconciler judges. The defaults are those of the specification.</summary>
public sealed record ProgrammeRules
{
    /// <summary>Whose local time days and hours are.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    /// <summary>The number of the day of entry.</summary>
    public int EntryDay { get; init; }

    /// <summary>The number of the last day.</summary>
    public int LastDay { get; init; } = 14;

    /// <summary>Null: free when the local day after the last one begins; otherwise so many hours after landing.</summary>
    public int? FreeAfterHours { get; init; }

    /// <summary>The fewest location prompts of a whole day.</summary>
    public int PromptsMin { get; init; } = 3;

    /// <summary>The most location prompts of a day.</summary>
    public int PromptsMax { get; init; } = 5;

    /// <summary>The local time before which none is sent.</summary>
    public TimeOnly WindowFrom { get; init; } = new(8, 0);

    /// <summary>The local time by which the last one has closed.</summary>
    public TimeOnly WindowTo { get; init; } = new(21, 0);

    /// <summary>The least time from one location prompt to the next.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromMinutes(90);

    /// <summary>How long a location prompt is open.</summary>
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>The local time of the health prompt.</summary>
    public TimeOnly HealthAt { get; init; } = new(11, 0);

    /// <summary>The local time from which a health answer is late.</summary>
    public TimeOnly HealthDueBy { get; init; } = new(14, 0);

    /// <summary>An overlap of a window with an outage that is longer than this excuses.</summary>
    public TimeSpan OutageTolerance { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The silence after which the person is unreachable.</summary>
    public TimeSpan UnreachableAfter { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The silence after which a supervisor is told.</summary>
    public TimeSpan SupervisorAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Prompts of one person on one day, on average: for choosing a speed.</summary>
    public double PromptsPerDay => 1 + ((PromptsMin + PromptsMax) / 2.0);
}
