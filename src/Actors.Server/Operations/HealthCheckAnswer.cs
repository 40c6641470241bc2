namespace Actors.Server.Operations;

/// <summary>One thing that was checked.</summary>
/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</param>
/// <param name="Description">Why it is not well; null: it is.</param>
internal sealed record HealthCheckAnswer(string Status, string? Description);
