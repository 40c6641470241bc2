namespace Actors.LoadTest.Servers;

/// <summary>What a server says of its calls.</summary>
/// <param name="Running">How many run now.</param>
/// <param name="Pictures">How many pictures were looked at since it began.</param>
internal sealed record CallsReading(int Running, long Pictures);
