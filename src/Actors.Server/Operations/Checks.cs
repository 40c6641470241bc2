using System.Globalization;
using Actors.Grains.Ledger;
using Actors.Server.Phones;
using Actors.Storage.Databases;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Server.Operations;

/// <summary>Unhealthy once another process has taken over the database: this process can never write again.</summary>
internal sealed class FenceCheck(Fence fence) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(fence.IsFencedOff
            ? HealthCheckResult.Unhealthy(
                "Another process has taken over the database. This one writes nothing any more: stop or restart it.")
            : HealthCheckResult.Healthy());
}

/// <summary>Unhealthy while the server sends its phones away, so that a load balancer sends it no new ones.</summary>
internal sealed class DrainCheck(PhoneLinks phones) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(phones.IsDraining
            ? HealthCheckResult.Unhealthy("The server stops. Its phones connect to the others.")
            : HealthCheckResult.Healthy());
}

/// <summary>Degraded while effects of grains keep failing. Everything else goes on, but an operator should look.</summary>
internal sealed class EffectsCheck(EffectWatch watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(watch.Stuck is { Count: > 0 } stuck
            ? HealthCheckResult.Degraded(Describe(stuck))
            : HealthCheckResult.Healthy());

    private static string Describe(StuckEffects stuck) => string.Create(
        CultureInfo.InvariantCulture,
        $"{stuck.Count} effects of grains ({string.Join(", ", stuck.GrainTypes)}) keep failing, the oldest since "
        + $"{stuck.Oldest:yyyy-MM-dd'T'HH:mm:ss'Z'} of programme time. The log has the reasons. They are retried every "
        + $"{Grains.Limits.LongestEffectDelay.TotalMinutes} minutes or sooner.");
}
