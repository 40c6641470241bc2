using Actors.Server.Hosting;

namespace Actors.Server.Operations;

/// <summary>Maps what operators and their machines use.</summary>
public static class OperationsEndpoints
{
    /// <summary>
    /// Maps health, the status page, <c>/openapi/v1.json</c> and, if it is on, <c>/metrics</c>. Gives a body to error
    /// answers that would have none.
    /// </summary>
    public static void MapOperations(this WebApplication app)
    {
        app.UseStatusCodePages();
        app.MapHealth();
        app.MapStatus();
        app.MapOpenApi();
        if (app.Services.GetRequiredService<TelemetryOptions>().IsPrometheusOn)
        {
            app.MapPrometheusScrapingEndpoint("/metrics");
        }
    }
}
