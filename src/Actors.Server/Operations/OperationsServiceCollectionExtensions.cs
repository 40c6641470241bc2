using Actors.Server.Edge;
using Actors.Server.Hosting;
using Actors.Server.Retention;
using Actors.Storage.Databases;
using Actors.Storage.ReadModels;
using Actors.Storage.ReadModels.Entrants;
using Actors.Storage.ReadModels.Retention;

namespace Actors.Server.Operations;

/// <summary>Registers what operators and their machines use.</summary>
public static class OperationsServiceCollectionExtensions
{
    /// <summary>
    /// Adds health checks, telemetry, the description of the HTTP interface, answers for requests that match nothing, and the
    /// bounds for strangers.
    /// </summary>
    public static void AddOperations(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHealthChecks()
            .AddCheck<FenceCheck>("fence", tags: [HealthEndpoints.LiveTag])
            .AddCheck<DrainCheck>("drain", tags: [HealthEndpoints.ReadyTag])
            .AddCheck<EffectsCheck>("effects");
        services.AddSingleton<GrainsAwake>();
        services.AddSingleton<ConditionReader>();
        services.AddRetention();
        services.AddProblemAnswers();
        services.AddApiDescription();
        services.AddTelemetry(builder.Configuration);
        builder.AddEdge();
    }

    /// <summary>Adds the read models, which answer questions about all people without asking grains.</summary>
    public static IServiceCollection AddReadModels(this IServiceCollection services)
    {
        services.AddSingleton<IReadModel, EntrantReadModel>();
        services.AddSingleton<IReadModel, KeptPeople>();
        if (services.Any(service => service.ServiceType == typeof(Database)))
        {
            services.AddSingleton<EntrantFigures>(); // Storage in memory has no read models.
        }

        return services;
    }

    private static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Actors";
            document.Info.Description =
                "Quarantine follow-up. Phones and consoles use the hubs; this describes the plain HTTP endpoints.";
            document.Info.Version = "v1";
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));

    private static void AddProblemAnswers(this IServiceCollection services) =>
        services.AddProblemDetails(options => options.CustomizeProblemDetails = static context =>
            context.ProblemDetails.Detail ??= Explain(context.HttpContext));

    private static string? Explain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized when EndpointAccess.Of(context.GetEndpoint()) is { IsForPhones: false } =>
            "Sign in at /staff/sign-in first.",
        StatusCodes.Status401Unauthorized => "Send the token of a phone, with the header Authorization: Bearer.",
        StatusCodes.Status403Forbidden => "Your roles do not include this, or you have to sign in with a second factor.",
        StatusCodes.Status404NotFound => context.RequestServices.GetRequiredService<ManagementOptions>().IsPublic
            ? "There is nothing at this address. /openapi/v1.json lists all addresses."
            : "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => $"This address accepts {context.Response.Headers.Allow} only.",
        StatusCodes.Status413PayloadTooLarge => "The body is too large.",
        StatusCodes.Status415UnsupportedMediaType =>
            "Send JSON with the header Content-Type: application/json; files to import with text/csv.",
        StatusCodes.Status429TooManyRequests => "There were too many tries. Wait as long as Retry-After says.",
        StatusCodes.Status500InternalServerError => "The server failed. The log of the server says why.",
        _ => null,
    };
}
