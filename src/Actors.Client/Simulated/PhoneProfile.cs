namespace Actors.Client.Simulated;

/// <summary>What is settled about one simulated person before it begins to live.</summary>
public sealed record PhoneProfile
{
    /// <summary>What kind of person it is.</summary>
    public required Temper Temper { get; init; }

    /// <summary>When the person lands.</summary>
    public required DateTimeOffset LandedAt { get; init; }

    /// <summary>When the phone connects first.</summary>
    public required DateTimeOffset ConnectsAt { get; init; }

    /// <summary>When the person checks in, at each place: the first, then those moved to.</summary>
    public required IReadOnlyList<DateTimeOffset> CheckInsAt { get; init; }

    /// <summary>Where the places are: degrees north and east.</summary>
    public required IReadOnlyList<(double Latitude, double Longitude)> Places { get; init; }

    /// <summary>When the phone has no connection.</summary>
    public IReadOnlyList<Absence> Offline { get; init; } = [];

    /// <summary>When the person does not react.</summary>
    public IReadOnlyList<Absence> Asleep { get; init; } = [];

    /// <summary>From when nothing comes any more; null: never.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>From when the person has a fever for a day; null: never.</summary>
    public DateTimeOffset? SickFrom { get; init; }

    /// <summary>What everything else about the person is drawn from.</summary>
    public required ulong Seed { get; init; }
}
