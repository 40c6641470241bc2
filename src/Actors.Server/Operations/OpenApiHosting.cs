using Actors.Server.Hosting;

namespace Actors.Server.Operations;

/// <summary>What this server answers, for those who write clients: described, and explained where it is an error.</summary>
public static class OpenApiHosting
{
    /// <summary>Adds the description, and what is said to requests that nothing answers.</summary>
    public static void AddApiDescription(this IHostApplicationBuilder builder)
    {
        builder.AddHttp();
        builder.Services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "Actors";
            document.Info.Description =
                "Quarantine follow-up. Phones and consoles talk to the hubs; this is what is asked over plain HTTP.";
            document.Info.Version = "v1";
            document.Servers?.Clear();
            return Task.CompletedTask;
        }));
    }

    /// <summary><c>/openapi/v1.json</c>: the description. Everything else that nothing answers is told so.</summary>
    public static void MapApiDescription(this WebApplication app)
    {
        app.UseHttp();
        app.MapOpenApi();
    }
}
