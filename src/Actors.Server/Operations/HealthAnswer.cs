namespace Actors.Server.Operations;

/// <summary>How the server is.</summary>
/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>: the worst of what was checked.</param>
/// <param name="Checks">What was checked, by name.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, HealthCheckAnswer> Checks);
