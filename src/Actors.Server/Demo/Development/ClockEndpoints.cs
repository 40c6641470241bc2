using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Programmes;
using Actors.Grains.Scheduling;
using Actors.Server.Calls;
using Actors.Server.Demo.Enrolment;
using Actors.Server.Hosting;
using Actors.Storage.Outages;
using Actors.WebRtc.Sessions;
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
            if (!ProgrammeClockOptions.IsPossible(now))
            {
                return TypedResults.ValidationProblem(
                    new Dictionary<string, string[]> { ["now"] = [$"This must be in the years {ProgrammeClockOptions.Years}."] });
            }

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

/// <summary>Enrols fictional people, to try the server with.</summary>
internal static class EntrantEndpoints
{
    /// <summary>Maps <c>POST entrants</c>, <c>POST landings</c> and <c>POST travellers</c>.</summary>
    public static void MapEntrants(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/entrants", EnrolAsync)
            .WithName("enrolEntrants").WithSummary("Enrols fictional people, and returns a token for the phone of each.")
            .Accepts<EntrantsRequest>("application/json");
        endpoints.MapPost("/landings", LandAsync)
            .WithName("landEntrants").WithSummary("Lets registered people pass the airport, as the officer there does.")
            .Accepts<LandingsRequest>("application/json");
        endpoints.MapPost("/travellers", ExpectAsync)
            .WithName("expectTraveller").WithSummary("Puts a made-up passport on the roster, with which a visitor registers.")
            .Accepts<TravellerRequest>("application/json");
    }

    private static async Task<Results<Ok<TravellerAnswer>, ValidationProblem>> ExpectAsync(
        ProgrammeCatalogue programmes, FictionalRoster roster, IProgrammeTime time, HttpRequest http,
        CancellationToken cancellationToken)
    {
        var (request, wrong) = await RequestBody.ReadAsync<TravellerRequest>(http, cancellationToken);
        var (passport, problems) = request is null
            ? (null, wrong)
            : await request.CarryOutAsync(programmes, roster, time, cancellationToken);
        return passport is null ? TypedResults.ValidationProblem(problems) : TypedResults.Ok(passport);
    }

    private static async Task<Results<Ok<IReadOnlyList<EntrantsAnswer>>, ValidationProblem>> EnrolAsync(
        FictionalPeople fiction, HttpRequest http, CancellationToken cancellationToken)
    {
        var (request, wrong) = await RequestBody.ReadAsync<EntrantsRequest>(http, cancellationToken);
        if (request is null)
        {
            return TypedResults.ValidationProblem(wrong);
        }

        var (people, problems) = await fiction.EnrolAsync(request, cancellationToken);
        return problems.Count > 0 ? TypedResults.ValidationProblem(problems) : TypedResults.Ok(people);
    }

    private static async Task<Results<NoContent, ValidationProblem>> LandAsync(
        PlayedOfficer officer, HttpRequest http, CancellationToken cancellationToken)
    {
        var (request, wrong) = await RequestBody.ReadAsync<LandingsRequest>(http, cancellationToken);
        var problems = request is null ? wrong : await request.CarryOutAsync(officer, cancellationToken);
        return problems.Count > 0 ? TypedResults.ValidationProblem(problems) : TypedResults.NoContent();
    }
}

/// <summary>Reads JSON written by hand, and names the field that is wrong.</summary>
internal static class RequestBody
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Reads a body.</summary>
    /// <returns>The body, or the problems by field; the empty field is the whole body.</returns>
    public static async Task<(T? Body, Dictionary<string, string[]> Problems)> ReadAsync<T>(
        HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        if (!request.HasJsonContentType())
        {
            // A page of a stranger can send any other type without asking the server first.
            throw new BadHttpRequestException(
                "Send JSON, with the header Content-Type: application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Json, cancellationToken) is { } body
                ? (body, [])
                : (null, Problem<T>(""));
        }
        catch (JsonException exception)
        {
            return (null, Problem<T>((exception.Path ?? "").TrimStart('$').TrimStart('.')));
        }
    }

    private static Dictionary<string, string[]> Problem<T>(string field)
    {
        var members = string.Join(
            ", ", typeof(T).GetProperties().Select(member => JsonNamingPolicy.CamelCase.ConvertName(member.Name)));
        return new()
        {
            [field] =
            [
                field.Length == 0
                    ? $"The body is not a JSON object. Its fields are: {members}."
                    : $"This field does not exist, is not JSON, or has the wrong type. The fields are: {members}.",
            ],
        };
    }
}
