using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Actors.Domain.Access;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Registration;
using Actors.Privacy.Access;
using Actors.Server.Edge;
using Actors.Server.Hosting;
using Actors.Server.Staff.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Staff.Airport;

/// <summary>The page of officers at the airport, and the operations behind its keys (SPEC E9).</summary>
[SuppressMessage("Maintainability", "CA1506", Justification = "Names what each key needs, and only translates.")]
internal static class AirportEndpoints
{
    private const int LongestSearch = 200;
    private const int LongestText = 80;

    /// <summary>Adds what the page needs.</summary>
    public static IServiceCollection AddAirport(this IServiceCollection services) =>
        services.AddSingleton<AirportSearch>().AddSingleton<AirportCases>().AddScoped<AirportDesk>();

    /// <summary>Maps the page and its operations.</summary>
    public static void MapAirport(this IEndpointRouteBuilder routes)
    {
        routes.MapAsset(
                $"{StaffPaths.Airport}/airport.js", PageAsset.Read("Staff", "airport.js", "text/javascript; charset=utf-8"))
            .Public();
        routes.MapAsset($"{StaffPaths.Airport}/airport.css", PageAsset.Read("Staff", "airport.css", "text/css; charset=utf-8"))
            .Public();
        var endpoints = routes.MapGroup(StaffPaths.Airport).ForStaff(StaffPermission.InspectArrivals).WithTags("Airport");
        endpoints.MapGet("", AirportPage.Show).ExcludeFromDescription();
        endpoints.MapPost("/search", SearchAsync)
            .WithSummary("Finds people by code, machine-readable zone, passport, or name with date of birth.");
        endpoints.MapPost("/people/{person}", OpenAsync).WithSummary("Opens the details of a person.");
        endpoints.MapGet("/people/{person}/checklist", ReadAsync).WithSummary("Reads the checklist, without details.");
        endpoints.MapPost("/people/{person}/marks", MarkAsync).WithSummary("Marks an item, or takes the mark back.");
        endpoints.MapPost("/people/{person}/tests", TestAsync).WithSummary("Starts the tests of the phone.");
        endpoints.MapPost("/people/{person}/details", CorrectAsync).WithSummary("Corrects the details.");
        endpoints.MapPost("/people/{person}/rental", RentAsync).WithSummary("Notes a rental phone, or its return.");
        endpoints.MapPost("/people/{person}/phone", SettlePhoneAsync)
            .WithSummary("Lets another phone continue the registration, or refuses it.");
        endpoints.MapPost("/people/{person}/passing", PassAsync).WithSummary("Lets the person pass: the stay begins.");
    }

    private static async Task<Results<Ok<FoundPeople>, ProblemHttpResult>> SearchAsync(
        SearchOrder order, HttpContext context, AirportSearch search, AirportCases cases, CancellationToken cancellationToken)
    {
        if (order.Text is not { Length: > 0 and <= LongestSearch } text)
        {
            return Wrong("text", $"Scan or type something, of at most {LongestSearch} characters.");
        }

        var staff = StaffIdentity.Of(context.User)!;
        var finding = await search.FindAsync(text, staff, cancellationToken);
        var people = new List<AirportCase>();
        foreach (var person in finding.People)
        {
            if (await cases.OpenAsync(person, Actor(staff), cancellationToken) is { } found)
            {
                people.Add(found);
            }
        }

        return TypedResults.Ok(new FoundPeople(people, finding.Problem));
    }

    private static async Task<Results<Ok<AirportCase>, NotFound>> OpenAsync(
        EntrantId person, HttpContext context, AirportCases cases, AirportSearch search, CancellationToken cancellationToken)
    {
        var staff = StaffIdentity.Of(context.User)!;
        return await search.ResolveAsync(person, staff) is { } id
            && await cases.OpenAsync(id, Actor(staff), cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.NotFound();
    }

    private static async Task<Results<Ok<AirportStatus>, NotFound>> ReadAsync(
        EntrantId person, HttpContext context, AirportCases cases, AirportSearch search, CancellationToken cancellationToken) =>
        await search.ResolveAsync(person, StaffIdentity.Of(context.User)!) is { } id
        && await cases.ReadAsync(id, cancellationToken) is { } status
            ? TypedResults.Ok(status)
            : TypedResults.NotFound();

    private static Task<Results<Ok<AirportStatus>, NotFound, ProblemHttpResult>> MarkAsync(
        EntrantId person, MarkOrder order, AirportDesk desk) => desk.DoAsync(person, async (id, staff) =>
            (AirportWords.ItemOf(order.Item), AirportWords.MarkOf(order.Mark)) is ({ } item, { } mark)
                ? Result(await desk.InspectionOf(id).MarkAsync(staff, item, mark))
                : Wrong("item", "Name an item of the checklist, and a mark: none, met or waived."));

    private static Task<Results<Ok<AirportStatus>, NotFound, ProblemHttpResult>> TestAsync(
        EntrantId person, AirportDesk desk) =>
        desk.DoAsync(person, async (id, staff) => Result(await desk.InspectionOf(id).StartTestsAsync(staff)));

    private static Task<Results<Ok<AirportStatus>, NotFound, ProblemHttpResult>> RentAsync(
        EntrantId person, RentOrder order, AirportDesk desk) => desk.DoAsync(person, async (id, staff) =>
    {
        if (order is { Vendor: null or "", Contract: null or "" })
        {
            return Result(await desk.InspectionOf(id).RecordRentalAsync(staff, null)); // Given back.
        }

        return order.Vendor?.Trim() is not { Length: > 0 and <= LongestText } vendor
                ? Wrong("vendor", $"Type the company, of at most {LongestText} letters.")
            : order.Contract?.Trim() is not { Length: > 0 and <= LongestText } contract
                ? Wrong("contract", $"Type the number of the contract, of at most {LongestText} letters.")
            : !DateOnly.TryParseExact(
                order.ReturnBy, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? Wrong("returnBy", "Type the day of return, such as 2026-03-19.")
            : Result(await desk.InspectionOf(id).RecordRentalAsync(staff, new(vendor, contract, day)));
    });

    private static Task<Results<Ok<AirportStatus>, NotFound, ProblemHttpResult>> SettlePhoneAsync(
        EntrantId person, PhoneOrder order, AirportDesk desk) => desk.DoAsync(person, async (id, staff) =>
            Result(await desk.RegistrationOf(id).SettleTakeoverForAsync(
                order.IsAllowed, TakeoverConsent.Staff, staff)));

    private static Task<Results<Ok<AirportStatus>, NotFound, ProblemHttpResult>> CorrectAsync(
        EntrantId person, DetailsOrder order, AirportDesk desk) => desk.DoAsync(person, async (id, staff) =>
    {
        TypedDate? birth = DateOnly.TryParseExact(
            order.BirthDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new(date.Year, date.Month, date.Day)
            : null;
        var (passport, typed) = (order.PassportNumber ?? "", birth ?? default);
        var (details, problems) = RegistrationFormCheck.Check(
            new(passport, passport, typed, typed, order.Surname ?? "", order.GivenName ?? "", order.IssuingState ?? ""),
            DateOnly.FromDateTime(desk.Now.UtcDateTime));
        return details is null
            ? Wrong(problems[0].Field, $"{problems[0].Field}: it is missing, or not as in a passport.")
            : await desk.FindOfFamilyAsync(id, order.Person) is not { } corrected
                ? Wrong("person", "Name the person, or one of the companions.")
            : Result(await desk.RegistrationOf(corrected).CorrectByStaffAsync(staff, details));
    });

    private static Task<Results<Ok<AirportStatus>, NotFound, ProblemHttpResult>> PassAsync(
        EntrantId person, PassOrder order, AirportDesk desk, AirportCases cases, CancellationToken cancellationToken) =>
        desk.DoAsync(person, async (id, staff) =>
    {
        TimeOnly? landed = null;
        if (order.LandedAt is { Length: > 0 } text)
        {
            if (!TimeOnly.TryParseExact(
                text, ["HH:mm", "H:mm", "HHmm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            {
                return Wrong("landedAt", "Type the local time of landing, such as 23:40.");
            }

            landed = time;
        }

        return Result(await desk.InspectionOf(id).PassAsync(
            staff, await cases.FindLandingAsync(id, landed, cancellationToken)));
    });

    private static AccessActor Actor(StaffIdentity staff) => staff.Actor(StaffPermission.InspectArrivals)!;

    private static ProblemHttpResult? Result(Refusal? refusal) => refusal is null ? null : TypedResults.Problem(
        AirportWords.Refusal(refusal.Code), statusCode: StatusCodes.Status409Conflict,
        extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });

    private static ProblemHttpResult Wrong(string field, string fix) => TypedResults.Problem(
        fix, statusCode: StatusCodes.Status400BadRequest, extensions: new Dictionary<string, object?> { ["field"] = field });
}
