namespace Actors.LoadTest.Servers;

/// <summary>What the programme clock of a server shows.</summary>
internal sealed record ClockReading(DateTimeOffset Now, double Speed);
