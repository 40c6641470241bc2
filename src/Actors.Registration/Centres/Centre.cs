using System.Collections.Immutable;
using Actors.Domain.Registration;

namespace Actors.Registration.Centres;

/// <summary>A health centre or consultation centre (SPEC E11).</summary>
/// <param name="Area">The area that it serves.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">The name.</param>
public sealed record Centre(CentreArea Area, CentreKind Kind, string Name)
{
    /// <summary>The hours, for people; empty if unknown.</summary>
    public string Hours { get; init; } = "";

    /// <summary>The telephone numbers, as they are dialled in the country; at least one.</summary>
    public required ImmutableArray<string> Phones { get; init; }

    /// <summary>The languages that are spoken, as in the file; may be empty.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    /// <summary>Whether all is the same.</summary>
    internal bool IsLike(Centre other) => Hours == other.Hours && Area.Name == other.Area.Name
        && Phones.SequenceEqual(other.Phones) && Languages.SequenceEqual(other.Languages);
}

/// <summary>The area of a centre: a municipality, a prefecture, or the whole country.</summary>
/// <param name="Prefecture">The prefecture, in normal form; empty if unknown or the whole country.</param>
/// <param name="Municipality">The municipality, in normal form; empty for a whole prefecture or the country.</param>
public sealed record CentreArea(string Prefecture, string Municipality)
{
    private static readonly string[] WholeCountry = ["", "*", "全国", "NATIONAL", "NATIONWIDE", "ALL"];

    /// <summary>The name for people, as in the file.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether it is the whole country.</summary>
    public bool IsNational => Prefecture.Length == 0 && Municipality.Length == 0;

    /// <summary>Creates an area from names as people write them.</summary>
    public static CentreArea Of(string? prefecture, string? municipality)
    {
        var (outer, inner) = (Normalise(prefecture), Normalise(municipality));
        return new(WholeCountry.Contains(outer) ? "" : outer, WholeCountry.Contains(inner) ? "" : inner)
        {
            Name = $"{prefecture?.Trim()} {municipality?.Trim()}".Trim(),
        };
    }

    /// <summary>Whether both are the same, whatever they are called for people.</summary>
    public bool Equals(CentreArea? other) =>
        other is not null && Prefecture == other.Prefecture && Municipality == other.Municipality;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Prefecture, Municipality);

    private static string Normalise(string? name) => IdentityText.NormaliseOrNull(name) ?? "";
}

/// <summary>What a centre is for. The names are stored.</summary>
public enum CentreKind
{
    /// <summary>A public health centre.</summary>
    HealthCentre,

    /// <summary>A consultation centre, such as one for people with symptoms.</summary>
    Consultation,
}
