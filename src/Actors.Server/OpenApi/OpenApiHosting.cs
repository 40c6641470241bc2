namespace Actors.Server.OpenApi;

/// <summary>What this server answers, for those who write clients.</summary>
public static class OpenApiHosting
{
    /// <summary>Adds the description.</summary>
    public static void AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Actors";
            document.Info.Description =
                "Quarantine follow-up. Phones and consoles talk to the hubs; this is what is asked over plain HTTP.";
            document.Info.Version = "v1";
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));

    /// <summary><c>/openapi/v1.json</c>: the description.</summary>
    public static void MapApiDescription(this IEndpointRouteBuilder endpoints) => endpoints.MapOpenApi();
}
