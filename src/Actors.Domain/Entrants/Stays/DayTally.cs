namespace Actors.Domain.Entrants.Stays;

/// <summary>
/// What was asked on one day and what came of it. Each count is at most <see cref="Limits.LastPromptIndex"/>, because a day has
/// no more numbers for prompts.
/// </summary>
public readonly record struct DayTally
{
    /// <summary>Location prompts that were issued, second fixes included.</summary>
    public byte Due { get; init; }

    /// <summary>Those that were answered in time.</summary>
    public byte Answered { get; init; }

    /// <summary>Those that were answered late.</summary>
    public byte Late { get; init; }

    /// <summary>Those that were missed.</summary>
    public byte Missed { get; init; }

    /// <summary>Those that do not count.</summary>
    public byte Excused { get; init; }

    /// <summary>The health report.</summary>
    public HealthState Health { get; init; }

    /// <summary>Whether nothing was asked and nothing came.</summary>
    public bool IsEmpty => this == default;
}
