namespace Actors.Domain.Programmes;

/// <summary>Prompts for the location (SPEC Q3).</summary>
public sealed record LocationRules
{
    /// <summary>The fewest on a whole day.</summary>
    public required int PromptsMin { get; init; }

    /// <summary>The most on a whole day.</summary>
    public required int PromptsMax { get; init; }

    /// <summary>The local time before which none is sent.</summary>
    public required TimeOnly WindowFrom { get; init; }

    /// <summary>The local time by which the last one has closed.</summary>
    public required TimeOnly WindowTo { get; init; }

    /// <summary>The least time from one to the next.</summary>
    public required TimeSpan Gap { get; init; }

    /// <summary>How long one can be answered in time.</summary>
    public required TimeSpan Open { get; init; }

    /// <summary>When a person who has not answered is reminded, after the prompt was sent.</summary>
    public required TimeSpan ReminderAfter { get; init; }

    /// <summary>For how many local days after its own a prompt can still be answered, late.</summary>
    public required int LateDays { get; init; }

    /// <summary>How long a second fix can be sent after it was asked for.</summary>
    public required TimeSpan SecondFixOpen { get; init; }
}
