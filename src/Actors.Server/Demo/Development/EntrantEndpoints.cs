using Actors.Server.Demo.Enrolment;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Demo.Development;

/// <summary>Enrols fictional people, to try the server with.</summary>
internal static class EntrantEndpoints
{
    /// <summary>Maps <c>POST entrants</c>.</summary>
    public static void MapEntrants(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/entrants", EnrolAsync)
            .WithName("enrolEntrants").WithSummary("Enrols fictional people, and returns a token for the phone of each.")
            .Accepts<EntrantsRequest>("application/json");
    }

    private static async Task<Results<Ok<List<EntrantsAnswer>>, ValidationProblem>> EnrolAsync(
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
}
