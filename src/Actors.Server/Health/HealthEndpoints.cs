using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Server.Health;

/// <summary>What those who run the server, and their machines, ask it.</summary>
public static class HealthEndpoints
{
    private const string LiveTag = "live";
    private const string ReadyTag = "ready";

    /// <summary>Adds what is checked besides storage.</summary>
    public static void AddHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<FenceCheck>("fence", tags: [LiveTag]);

    /// <summary>
    /// <c>/livez</c>: the process answers; a restart would mend nothing. <c>/readyz</c>: it can do its work; send it calls.
    /// <c>/healthz</c>: everything that is checked.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/livez", Only(LiveTag));
        endpoints.MapHealthChecks("/readyz", Only(ReadyTag));
        endpoints.MapHealthChecks("/healthz", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static HealthCheckOptions Only(string tag) =>
        new() { Predicate = check => check.Tags.Contains(tag), ResponseWriter = WriteAsync };

    /// <summary>Says what was checked, how it is, and why it is not well.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, new() { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("status", report.Status.ToString());
            json.WriteStartObject("checks");
            foreach (var (name, entry) in report.Entries)
            {
                json.WriteStartObject(name);
                json.WriteString("status", entry.Status.ToString());
                if (entry.Description is { } description)
                {
                    json.WriteString("description", description);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return context.Response.Body.WriteAsync(body.ToArray()).AsTask();
    }
}
