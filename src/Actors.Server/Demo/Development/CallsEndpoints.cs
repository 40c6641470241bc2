using Actors.Server.Calls;
using Actors.WebRtc.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Demo.Development;

/// <summary>What goes on in calls, in numbers.</summary>
internal static class CallsEndpoints
{
    /// <summary><c>GET calls</c>: how many run, how many pictures were looked at.</summary>
    public static void MapCalls(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/calls", Show)
        .WithName("readCalls").WithSummary("How many calls run, and how many of their pictures were looked at.");

    private static Ok<CallsReading> Show(ICallEndpoint endpoint, PictureMeter meter) =>
        TypedResults.Ok(new CallsReading(endpoint.Running, meter.Pictures));
}

/// <summary>What goes on in calls.</summary>
/// <param name="Running">How many run now.</param>
/// <param name="Pictures">How many pictures were looked at since the server began.</param>
internal sealed record CallsReading(int Running, long Pictures);
