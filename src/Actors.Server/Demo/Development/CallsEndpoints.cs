using Actors.Server.Calls;
using Actors.WebRtc.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Demo.Development;

/// <summary>Figures about calls, for load tests.</summary>
internal static class CallsEndpoints
{
    /// <summary>Maps <c>GET calls</c>.</summary>
    public static void MapCalls(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/calls", Show)
        .WithName("readCalls").WithSummary("The number of running calls and of analysed pictures.");

    private static Ok<CallsReading> Show(ICallEndpoint endpoint, PictureMeter meter) =>
        TypedResults.Ok(new CallsReading(endpoint.Running, meter.Pictures));
}

/// <summary>Figures about calls.</summary>
/// <param name="Running">The calls that run now.</param>
/// <param name="Pictures">The pictures analysed since the server started.</param>
internal sealed record CallsReading(int Running, long Pictures);
