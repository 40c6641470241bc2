namespace Actors.Domain.Programmes;

/// <summary>When a person counts as out of reach, and what the phone needs (SPEC Q6b, Q12, E7 and S3).</summary>
public sealed record ContactRules
{
    /// <summary>The silence after which other channels and then people try.</summary>
    public required TimeSpan UnreachableAfter { get; init; }

    /// <summary>The silence after which a supervisor is told.</summary>
    public required TimeSpan SupervisorAfter { get; init; }

    /// <summary>The silence after which a connected phone is asked for a sign of life.</summary>
    public required TimeSpan PingAfter { get; init; }

    /// <summary>The oldest version of the app that is accepted.</summary>
    public required Version MinimumAppVersion { get; init; }

    /// <summary>For how many days after its end a stay is kept.</summary>
    public required int RetentionDays { get; init; }
}
