using Actors.Storage.Databases;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Server.Health;

/// <summary>A server whose place was taken can never write again: it has to be started anew, or left off.</summary>
internal sealed class FenceCheck(Fence fence) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(fence.IsFencedOff
            ? HealthCheckResult.Unhealthy("Another process has taken over the database. Stop this one, or start it anew.")
            : HealthCheckResult.Healthy());
}
