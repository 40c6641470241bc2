namespace Actors.Domain.Programmes;

/// <summary>What counts as being at the place of stay (SPEC Q2 and Q4).</summary>
public sealed record PresenceRules
{
    /// <summary>How far from the home point is still there, metres.</summary>
    public required double RadiusMetres { get; init; }

    /// <summary>A fix that is less accurate than this says nothing, metres.</summary>
    public required double UnusableAboveMetres { get; init; }

    /// <summary>A fix that is older than this when the person answers says nothing.</summary>
    public required TimeSpan UnusableAfter { get; init; }

    /// <summary>How far ahead of ours the clock of a phone may be.</summary>
    public required TimeSpan FutureTolerance { get; init; }

    /// <summary>A fix that is older than this is refused.</summary>
    public required TimeSpan RefusedAfter { get; init; }

    /// <summary>How many fixes make the home point.</summary>
    public required int LearningFixes { get; init; }
}
