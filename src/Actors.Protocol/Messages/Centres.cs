namespace Actors.Protocol.Messages;

/// <summary>Asks whom to call about one's health.</summary>
/// <param name="Place">
/// The municipality or prefecture where the person stays, as people write it, at most <see cref="Limits.PlaceLength"/>
/// characters; null for the line of the whole country.
/// </param>
public sealed record CentreRequest(string? Place = null);

/// <summary>The centres that serve a place.</summary>
/// <param name="Centres">
/// Those of the municipality, else of the prefecture, else of the country. Empty if the directory has none of these.
/// </param>
public sealed record CentreList(IReadOnlyList<Centre> Centres);

/// <summary>A health centre or consultation centre.</summary>
/// <param name="Name">The name.</param>
/// <param name="Area">The area that it serves, for people; empty for the whole country.</param>
/// <param name="Hours">The hours, for people; empty if unknown.</param>
/// <param name="Phones">The telephone numbers, as they are dialled in the country.</param>
/// <param name="Languages">The languages that are spoken there; may be empty.</param>
public sealed record Centre(
    string Name, string Area, string Hours, IReadOnlyList<string> Phones, IReadOnlyList<string> Languages);
