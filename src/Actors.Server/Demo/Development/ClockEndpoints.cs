using System.Globalization;
using Actors.Grains.Scheduling;
using Actors.Server.Hosting;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Demo.Development;

/// <summary>Reads the programme clock and changes its speed.</summary>
internal static class ClockEndpoints
{
    /// <summary>Maps <c>GET clock</c> and <c>PUT clock</c>.</summary>
    public static void MapClock(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/clock", Show).WithName("readClock").WithSummary("The time and speed of the programme clock.");
        endpoints.MapPut("/clock", ChangeAsync).WithName("changeClock")
            .WithSummary("Changes the speed of the programme clock.")
            .Accepts<ClockChange>("application/json")
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Ok<ClockReading> Show(IProgrammeTime time) => TypedResults.Ok(new ClockReading(time.Now, time.Speed));

    private static async Task<Results<Ok<ClockReading>, ValidationProblem, ProblemHttpResult>> ChangeAsync(
        HttpRequest http, IProgrammeTime time, IServiceProvider services, CancellationToken cancellationToken)
    {
        var (change, problems) = await RequestBody.ReadAsync<ClockChange>(http, cancellationToken);
        if (change is null)
        {
            return TypedResults.ValidationProblem(problems);
        }

        if (change.Speed is not (>= 0 and <= ProgrammeClockOptions.HighestSpeed))
        {
            var possible = string.Create(
                CultureInfo.InvariantCulture, $"This must be a number from 0 to {ProgrammeClockOptions.HighestSpeed}.");
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["speed"] = [possible] });
        }

        if (services.GetService<ProgrammeClock>() is not { } clock)
        {
            return TypedResults.Problem(
                "The programme clock is the wall clock. Start the server with Clock:Speed or Clock:Start to change it.",
                statusCode: StatusCodes.Status409Conflict);
        }

        if (change.Now is { } now)
        {
            clock.SkipTo(now);
        }

        clock.SetSpeed(change.Speed.Value);
        return TypedResults.Ok(new ClockReading(time.Now, time.Speed));
    }
}

/// <summary>A reading of the programme clock.</summary>
/// <param name="Now">The time.</param>
/// <param name="Speed">Programme seconds per real second; 0 if it stands still.</param>
internal sealed record ClockReading(DateTimeOffset Now, double Speed);

/// <summary>A change of the programme clock.</summary>
/// <param name="Speed">Programme seconds per real second; 0 stops the clock.</param>
/// <param name="Now">Moves the clock forward to this time before the speed changes; <c>null</c> to leave it.</param>
internal sealed record ClockChange(double? Speed, DateTimeOffset? Now = null);
