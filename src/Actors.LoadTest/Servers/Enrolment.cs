namespace Actors.LoadTest.Servers;

/// <summary>People who are to be registered.</summary>
/// <param name="Programme">By whose rules they live.</param>
/// <param name="Count">How many.</param>
/// <param name="LandedAt">When they landed.</param>
internal sealed record Enrolment(string Programme, int Count, DateTimeOffset LandedAt);
