namespace Actors.LoadTest.Servers;

/// <summary>People who are to be registered.</summary>
/// <param name="Programme">By whose rules they live.</param>
/// <param name="LandedAt">When each of them landed.</param>
internal sealed record Enrolment(string Programme, IReadOnlyList<DateTimeOffset> LandedAt);
