using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Storage.Health;

/// <summary>The readiness check: unhealthy while storage does not commit, degraded while corrupt rows are known.</summary>
internal sealed class StorageHealthCheck(StorageHealth health) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = health.Status;
        if (status.State != StorageState.Available)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy($"{status.State} since {status.Since:u}: {status.Reason}"));
        }

        var corrupt = health.CorruptRecords.Count;
        return Task.FromResult(corrupt == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"{corrupt} rows are corrupt and not served."));
    }
}
