namespace Actors.Server.Demo.Development;

/// <summary>What goes on in calls.</summary>
/// <param name="Running">How many run now.</param>
/// <param name="Pictures">How many pictures were looked at since the server began.</param>
internal sealed record CallsReading(int Running, long Pictures);
