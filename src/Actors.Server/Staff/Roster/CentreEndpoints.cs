using Actors.Domain.Access;
using System.Collections.Immutable;
using Actors.Registration.Centres;
using Actors.Server.Edge;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Staff.Roster;

/// <summary>The directory of health centres and consultation centres, for staff (SPEC E11).</summary>
internal static class CentreEndpoints
{
    /// <summary>Maps <c>/staff/centres/{programme}/…</c>.</summary>
    public static void MapCentres(this IEndpointRouteBuilder endpoints)
    {
        var centres = endpoints.MapGroup("/staff/centres/{programme}").WithTags("Centres")
            .ForStaffAndOperators(StaffPermission.ImportRoster);
        centres.MapPost("/imports", ImportAsync).AcceptsCsv().WithName("importCentres")
            .WithSummary("Imports the directory: the body is a CSV file. With Accept: text/csv the findings come as CSV.");
        centres.MapGet("", FindAsync).WithName("findCentres")
            .WithSummary("Finds the centres of a municipality; without one those of the prefecture, else the national line.");
    }

    private static async Task<Results<Ok<Contact[]>, NotFound>> FindAsync(
        string programme, RosterScopes scopes, CentreDirectory directory, CancellationToken cancellationToken,
        string? prefecture = null, string? municipality = null) =>
        scopes.Exists(programme, out var id)
            ? TypedResults.Ok(
                (await directory.FindAsync(id, CentreArea.Of(prefecture, municipality), null, cancellationToken))
                .Select(Contact.Of).ToArray())
            : TypedResults.NotFound();

    private static Task<Results<Ok<ImportAnswer>, CsvFindings, ValidationProblem, NotFound, ProblemHttpResult>> ImportAsync(
        string programme, HttpRequest request, RosterScopes scopes, CentreDirectory directory, Uploads uploads,
        bool dryRun = false, bool replace = false) =>
        scopes.Exists(programme, out var id)
            ? uploads.ImportAsync(
                request, dryRun,
                file => directory.ImportAsync(file, id, replace, dryRun, null, request.HttpContext.RequestAborted))
            : Task.FromResult<Results<Ok<ImportAnswer>, CsvFindings, ValidationProblem, NotFound, ProblemHttpResult>>(
                TypedResults.NotFound());

    /// <summary>A centre and how to reach it.</summary>
    /// <param name="Area">The area that it serves; empty for the whole country.</param>
    /// <param name="Kind">HealthCentre or Consultation.</param>
    /// <param name="Name">The name.</param>
    /// <param name="Hours">The hours.</param>
    /// <param name="Phones">The telephone numbers.</param>
    /// <param name="Languages">The languages.</param>
    internal sealed record Contact(
        string Area, string Kind, string Name, string Hours, ImmutableArray<string> Phones, ImmutableArray<string> Languages)
    {
        public static Contact Of(Centre centre) => new(
            centre.Area.IsNational ? "" : centre.Area.Name, centre.Kind.ToString(), centre.Name, centre.Hours, centre.Phones,
            centre.Languages);
    }
}
