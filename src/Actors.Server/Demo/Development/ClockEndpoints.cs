using System.Globalization;
using Actors.Grains.Clocks;
using Actors.Server.Hosting;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Demo.Development;

/// <summary>The programme clock, to look at and to let run faster or slower.</summary>
internal static class ClockEndpoints
{
    /// <summary><c>GET clock</c>: what it shows. <c>PUT clock</c>: changes its speed.</summary>
    public static void MapClock(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/clock", Show).WithName("readClock").WithSummary("What the programme clock shows.");
        endpoints.MapPut("/clock", ChangeAsync).WithName("changeClock")
            .WithSummary("Lets the programme clock run faster or slower.")
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
                CultureInfo.InvariantCulture, $"A number from 0 to {ProgrammeClockOptions.HighestSpeed} is needed.");
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { ["speed"] = [possible] });
        }

        if (services.GetService<ProgrammeClock>() is not { } clock)
        {
            return TypedResults.Problem(
                "The server runs by the wall clock. Start it with Clock:Speed or Clock:Start to have one that can be changed.",
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

/// <summary>What the programme clock shows.</summary>
/// <param name="Now">The moment.</param>
/// <param name="Speed">Programme seconds per real second.</param>
internal sealed record ClockReading(DateTimeOffset Now, double Speed);

/// <summary>How the programme clock is to go on.</summary>
/// <param name="Speed">Programme seconds per real second; 0: it is to stand still.</param>
/// <param name="Now">Moves the clock forward to this moment before the speed changes; null to leave it.</param>
internal sealed record ClockChange(double? Speed, DateTimeOffset? Now = null);
