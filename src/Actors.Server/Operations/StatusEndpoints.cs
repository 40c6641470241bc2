using Actors.Grains.Ledger;
using Actors.Server.Hosting;
using Actors.Storage.Health;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Operations;

/// <summary>The status page, on which an operator sees whether the server is well.</summary>
public static class StatusEndpoints
{
    private static readonly TimeSpan Shown = TimeSpan.FromDays(7);

    /// <summary>Maps the page <c>/status</c>.</summary>
    public static void MapStatus(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/status", ShowAsync).ExcludeFromDescription();

    private static async Task<ContentHttpResult> ShowAsync(
        StorageHealth health, EffectWatch effects, OutageLog outages, GrainsAwake grainsAwake, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var status = health.Status;
        var awake = await grainsAwake.CountAsync(cancellationToken);
        var lately = status.State == StorageState.Available ? await outages.ReadAsync(now - Shown, now, cancellationToken) : [];
        var page = StatusPage.Render(status, health.CorruptRecords.Count, awake, effects.Stuck.Count, lately);
        return TypedResults.Content(page, "text/html; charset=utf-8");
    }
}
