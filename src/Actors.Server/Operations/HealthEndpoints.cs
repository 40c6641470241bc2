using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Server.Operations;

/// <summary>What those who run the server, and their machines, ask it.</summary>
public static class HealthEndpoints
{
    /// <summary>The tag of checks that say whether a restart would help.</summary>
    internal const string LiveTag = "live";
    private const string ReadyTag = "ready";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// <c>/livez</c>: the process answers; a restart would mend nothing. <c>/readyz</c>: it can do its work; send it calls.
    /// <c>/healthz</c>: everything that is checked.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapCheck("/livez", CheckLiveAsync, "Whether the process answers. If it does not, restart it.");
        endpoints.MapCheck("/readyz", CheckReadyAsync, "Whether it can do its work. While it cannot, send it no calls.");
        endpoints.MapCheck("/healthz", CheckAllAsync, "Everything that is checked, and why what is not well is not.");
    }

    private static void MapCheck(this IEndpointRouteBuilder endpoints, string path, Delegate check, string summary) =>
        endpoints.MapMethods(path, Methods, check).WithTags("Health").WithSummary(summary)
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
        var answer = new HealthAnswer(
            report.Status.ToString(),
            report.Entries.ToDictionary(
                entry => entry.Key, entry => new HealthCheckAnswer(entry.Value.Status.ToString(), entry.Value.Description)));
        return report.Status == HealthStatus.Unhealthy
            ? TypedResults.Json(answer, statusCode: StatusCodes.Status503ServiceUnavailable)
            : TypedResults.Ok(answer);
    }
}

/// <summary>How the server is.</summary>
/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>: the worst of what was checked.</param>
/// <param name="Checks">What was checked, by name.</param>
internal sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, HealthCheckAnswer> Checks);

/// <summary>One thing that was checked.</summary>
/// <param name="Status"><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</param>
/// <param name="Description">Why it is not well; null: it is.</param>
internal sealed record HealthCheckAnswer(string Status, string? Description);
