using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Registration.Roster;
using Actors.Server.Edge;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Staff.Roster;

/// <summary>The roster of expected entrants, for staff (SPEC E1).</summary>
internal static class RosterEndpoints
{
    private const int PageRows = 200;

    /// <summary>Maps <c>/staff/roster/{programme}/…</c> and <c>/staff/centres/{programme}/…</c>.</summary>
    public static void MapRoster(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapCentres();
        var roster = endpoints.MapGroup("/staff/roster/{programme}").WithTags("Roster")
            .ForStaffAndOperators(StaffPermission.ImportRoster);
        roster.MapPost("/imports", ImportAsync).AcceptsCsv().WithName("importRoster")
            .WithSummary("Imports a roster: the body is a CSV file. With Accept: text/csv the findings come as CSV.");
        roster.MapGet("/rows", ListAsync).WithName("listRoster")
            .WithSummary("Lists rows in the order of arrival, without anything personal.");
        roster.MapPost("/rows", SaveAsync).WithName("saveRosterRow")
            .WithSummary("Adds a row, or changes the one with the same passport, date of birth and date of arrival.");
        roster.MapPut("/rows/{row}", CorrectAsync).WithName("correctRosterRow")
            .WithSummary("Corrects a row, also its passport number. Registrations are matched again.");
        roster.MapDelete("/rows/{row}", DeleteAsync).WithName("deleteRosterRow")
            .WithSummary("Deletes a row and the key of its personal data.");
    }

    private static async Task<Results<Ok<ImportAnswer>, CsvFindings, ValidationProblem, NotFound, ProblemHttpResult>> ImportAsync(
        string programme, HttpRequest request, RosterScopes scopes, RosterImport import, Uploads uploads, bool dryRun = false)
    {
        if (!scopes.Exists(programme, out var id))
        {
            return TypedResults.NotFound();
        }

        return await uploads.ImportAsync(
            request, dryRun, file => import.RunAsync(file, scopes.Options(id, dryRun), null, request.HttpContext.RequestAborted));
    }

    private static async Task<Results<Ok<RosterRowSummary[]>, NotFound, ValidationProblem>> ListAsync(
        string programme, RosterScopes scopes, RosterTable table, CancellationToken cancellationToken,
        DateOnly? from = null, DateOnly? to = null, bool unregistered = false, string? after = null)
    {
        if (!scopes.Exists(programme, out var id))
        {
            return TypedResults.NotFound();
        }

        var last = RecordId.TryParse(after, out var row) ? await table.ReadAsync(id, row, cancellationToken) : null;
        if (after is not null && last is null)
        {
            return Problem("after", "It is the id of the last row of the page before.");
        }

        var rows = await table.ListAsync(
            id, from ?? DateOnly.MinValue, to ?? DateOnly.MaxValue, unregistered, last, PageRows, cancellationToken);
        return TypedResults.Ok(rows.Select(each => new RosterRowSummary(
            each.Row.ToString(), each.Arrival, each.Airport, each.Flight, each.IssuingState?.Value, each.IsRegistered))
            .ToArray());
    }

    private static async Task<Results<Ok<RosterRowAnswer>, NotFound, ValidationProblem>> SaveAsync(
        string programme, RosterRowRequest request, RosterScopes scopes, RosterImport import,
        CancellationToken cancellationToken) =>
        scopes.Exists(programme, out var id)
            ? await SaveRowAsync(id, null, request, scopes, import, cancellationToken)
            : TypedResults.NotFound();

    private static async Task<Results<Ok<RosterRowAnswer>, NotFound, ValidationProblem>> CorrectAsync(
        string programme, string row, RosterRowRequest request, RosterScopes scopes, RosterImport import,
        CancellationToken cancellationToken) =>
        scopes.Exists(programme, out var id) && RecordId.TryParse(row, out var corrected)
            ? await SaveRowAsync(id, corrected, request, scopes, import, cancellationToken)
            : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound>> DeleteAsync(
        string programme, string row, RosterScopes scopes, RosterTable table, CancellationToken cancellationToken) =>
        scopes.Exists(programme, out var id) && RecordId.TryParse(row, out var deleted)
            && await table.DeleteAsync(scopes.Scope(id), deleted, cancellationToken) is not null
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    private static async Task<Results<Ok<RosterRowAnswer>, NotFound, ValidationProblem>> SaveRowAsync(
        ProgrammeId programme, RecordId? row, RosterRowRequest request, RosterScopes scopes, RosterImport import,
        CancellationToken cancellationToken)
    {
        var (saved, report) = await import.RunAsync(
            request.Get, scopes.Options(programme, isDryRun: false), row, cancellationToken);
        if (report.Rejected > 0)
        {
            return TypedResults.ValidationProblem(
                report.Findings.Where(finding => !finding.IsRowLoaded).GroupBy(finding => finding.Field)
                    .ToDictionary(group => group.Key, group => group.Select(finding => finding.Reason).ToArray()));
        }

        return saved is { } id
            ? TypedResults.Ok(new RosterRowAnswer(
                id.ToString(),
                report.Added > 0 ? "Added" : report.Changed > 0 ? "Changed" : "Unchanged",
                [.. report.Findings]))
            : TypedResults.NotFound();
    }

    private static ValidationProblem Problem(string field, string reason) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [reason] });
}
