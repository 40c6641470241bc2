namespace Actors.Domain.Programmes;

/// <summary>
/// A named, versioned set of rules by which people are followed. It is data: nothing in the code knows a number of it.
/// </summary>
public sealed record Programme
{
    /// <summary>Which programme, and which version of it.</summary>
    public required ProgrammeVersion Version { get; init; }

    /// <summary>What staff call it.</summary>
    public required string Name { get; init; }

    /// <summary>Whose local time its days and hours are.</summary>
    public required ProgrammeZone Zone { get; init; }

    /// <summary>How days are counted and when the period ends.</summary>
    public required DayRules Days { get; init; }

    /// <summary>Prompts for the location.</summary>
    public required LocationRules Location { get; init; }

    /// <summary>The daily health report.</summary>
    public required HealthRules Health { get; init; }

    /// <summary>What counts as being at the place of stay.</summary>
    public required PresenceRules Presence { get; init; }

    /// <summary>Video calls.</summary>
    public required CallRules Calls { get; init; }

    /// <summary>What happens when prompts cannot be delivered.</summary>
    public required DeliveryRules Delivery { get; init; }

    /// <summary>When a person counts as out of reach, and what the phone needs.</summary>
    public required ContactRules Contact { get; init; }
}
