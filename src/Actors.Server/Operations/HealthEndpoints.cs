using System.Globalization;
using System.Text.Json.Serialization;
using Actors.Grains.Ledger;
using Actors.Server.Edge;
using Actors.Server.Hosting;
using Actors.Server.Phones;
using Actors.Server.Retention;
using Actors.Server.Staff;
using Actors.Storage.Databases;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Server.Operations;

/// <summary>Health of the server, for operators and their machines.</summary>
public static class HealthEndpoints
{
    /// <summary>The tag of checks that say whether a restart would help.</summary>
    internal const string LiveTag = "live";

    /// <summary>The tag of checks that say whether the server is to be sent requests.</summary>
    internal const string ReadyTag = "ready";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps <c>/livez</c> (unhealthy: restart the process), <c>/readyz</c> (unhealthy: send it no requests for now) and
    /// <c>/healthz</c> (all checks). Strangers learn whether it is healthy, and nothing else.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/livez", Methods, CheckLiveAsync)
            .AsCheck("Whether the process works. If not, restart it.");
        endpoints.MapMethods("/readyz", Methods, CheckReadyAsync)
            .AsCheck("Whether the server can work. While it cannot, send it no requests.");
        endpoints.MapMethods("/healthz", Methods, CheckAllAsync)
            .AsCheck("All checks, with the reason of each that fails.");
    }

    private static void AsCheck(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.Public().WithTags("Health").WithSummary(summary)
            .Produces<HealthAnswer>(StatusCodes.Status503ServiceUnavailable);

    private static Task<Results<Ok<HealthAnswer>, JsonHttpResult<HealthAnswer>>> CheckLiveAsync(
        HealthCheckService checks, HttpContext context) => CheckAsync(checks, context, LiveTag);

    private static Task<Results<Ok<HealthAnswer>, JsonHttpResult<HealthAnswer>>> CheckReadyAsync(
        HealthCheckService checks, HttpContext context) => CheckAsync(checks, context, ReadyTag);

    private static Task<Results<Ok<HealthAnswer>, JsonHttpResult<HealthAnswer>>> CheckAllAsync(
        HealthCheckService checks, HttpContext context) => CheckAsync(checks, context, tag: null);

    private static async Task<Results<Ok<HealthAnswer>, JsonHttpResult<HealthAnswer>>> CheckAsync(
        HealthCheckService checks, HttpContext context, string? tag)
    {
        var report = await checks.CheckHealthAsync(
            check => tag is null || check.Tags.Contains(tag), context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store, no-cache";
        var answer = Audience.MayReadDetails(context)
            ? new HealthAnswer(
                report.Status.ToString(),
                report.Entries.ToDictionary(
                    entry => entry.Key, entry => new HealthCheckAnswer(entry.Value.Status.ToString(), entry.Value.Description)))
            : new HealthAnswer(
                (report.Status == HealthStatus.Unhealthy ? HealthStatus.Unhealthy : HealthStatus.Healthy).ToString(), null);
        return report.Status == HealthStatus.Unhealthy
            ? TypedResults.Json(answer, statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(answer);
    }
}

/// <summary>The health of the server.</summary>
/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>: the worst result of all checks.</param>
/// <param name="Checks">The checks by name; <c>null</c> for strangers.</param>
internal sealed record HealthAnswer(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, HealthCheckAnswer>? Checks);

/// <summary>The result of one check.</summary>
/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</param>
/// <param name="Description">The reason; <c>null</c> if it is healthy.</param>
internal sealed record HealthCheckAnswer(string Status, string? Description);

/// <summary>Maps what operators and their machines use.</summary>
public static class OperationsEndpoints
{
    /// <summary>
    /// Begins every request with what stands between strangers and the server. Maps health and, for operators, the status page,
    /// <c>/openapi/v1.json</c> and, if it is on, <c>/metrics</c>. Maps the pages on which staff sign in, and retention.
    /// </summary>
    public static void MapOperations(this WebApplication app)
    {
        app.UseEdge();
        app.MapStaff();
        app.MapHealth();
        app.MapStatus();
        app.MapRetention();
        app.MapOpenApi().ForOperators();
        if (app.Services.GetRequiredService<TelemetryOptions>().IsPrometheusOn)
        {
            app.MapPrometheusScrapingEndpoint("/metrics").ForOperators();
        }
    }
}

/// <summary>Unhealthy once this process can never write again.</summary>
internal sealed class FenceCheck(Fence fence) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(fence.IsFencedOff
            ? HealthCheckResult.Unhealthy(fence.Loss is { } loss
                ? $"The database was lost: {loss} This server writes nothing any more."
                : "Another process has taken over the database. This one writes nothing any more: stop or restart it.")
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
