namespace Actors.Server.Demo.Development;

/// <summary>What the programme clock shows.</summary>
/// <param name="Now">The moment.</param>
/// <param name="Speed">Programme seconds per real second.</param>
internal sealed record ClockReading(DateTimeOffset Now, double Speed);
