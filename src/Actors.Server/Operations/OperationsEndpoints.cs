namespace Actors.Server.Operations;

/// <summary>Maps what operators and their machines use.</summary>
public static class OperationsEndpoints
{
    /// <summary>
    /// Maps health, the status page and <c>/openapi/v1.json</c>, and gives a body to error answers that would have none.
    /// </summary>
    public static void MapOperations(this WebApplication app)
    {
        app.UseStatusCodePages();
        app.MapHealth();
        app.MapStatus();
        app.MapOpenApi();
    }
}
