namespace Actors.Testing.Samples;

/// <summary>
/// What a guest says. It is in the clear, so it is only in commands and answers, and its text shows nothing.
/// </summary>
[GenerateSerializer]
[Alias("test.guest-details")]
[Immutable]
public sealed record GuestDetails(
    [property: Id(0)] string Name,
    [property: Id(1)] string PassportNumber,
    [property: Id(2)] string Phone,
    [property: Id(3)] double Latitude,
    [property: Id(4)] double Longitude)
{
    /// <summary>A record would print every member, into whatever log or exception it comes.</summary>
    public override string ToString() => nameof(GuestDetails);
}
