using System.Globalization;
using Actors.Grains.Ledger;
using Actors.Storage.Databases;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Server.Operations;

/// <summary>A server whose place was taken can never write again: restart it, or leave it off.</summary>
internal sealed class FenceCheck(Fence fence) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(fence.IsFencedOff
            ? HealthCheckResult.Unhealthy("Another process has taken over the database. Stop this one, or restart it.")
            : HealthCheckResult.Healthy());
}

/// <summary>Degraded if effects that grains decided keep failing and need an operator; all the rest goes on.</summary>
internal sealed class EffectsCheck(EffectWatch watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(watch.Stuck is { Count: > 0 } stuck
            ? HealthCheckResult.Degraded(Describe(stuck))
            : HealthCheckResult.Healthy());

    private static string Describe(StuckEffects stuck) => string.Create(
        CultureInfo.InvariantCulture,
        $"{stuck.Count} effects of grains ({string.Join(", ", stuck.GrainTypes)}) fail again and again, the oldest since "
        + $"{stuck.Oldest:yyyy-MM-dd'T'HH:mm:ss'Z'} of programme time. The log says why. They are tried again every "
        + $"{Grains.Limits.LongestEffectDelay.TotalMinutes} minutes or sooner.");
}
