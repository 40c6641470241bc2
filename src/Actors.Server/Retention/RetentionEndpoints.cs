using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Access;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Grains.Registration;
using Actors.Privacy.Access;
using Actors.Privacy.Retention;
using Actors.Server.Edge;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Retention;

/// <summary>
/// Holds, releases and erasures on request, for supervisors (SPEC S3). Each is in the access log. People are named in
/// the body,
/// and those of another programme are answered like unknown ones.
/// </summary>
[SuppressMessage("Maintainability", "CA1506", Justification = "Names what each request needs, and only translates.")]
internal static class RetentionEndpoints
{
    private const int HoldsListed = 1_000;

    /// <summary>Maps <c>/staff/retention</c>.</summary>
    public static void MapRetention(this IEndpointRouteBuilder endpoints)
    {
        var retention = endpoints.MapGroup("/staff/retention").WithTags("Retention")
            .ForStaff(StaffPermission.ManageRetention);
        retention.MapGet("", ShowAsync).WithName("readRetention").WithSummary("What is due, erased and held, and why.");
        retention.MapPost("/holds", HoldAsync).WithName("holdPerson")
            .WithSummary("Keeps what is kept of a person past its term, for an appeal, an incident or another duty by law.");
        retention.MapPost("/releases", ReleaseAsync).WithName("releasePerson").WithSummary("Releases a hold.");
        retention.MapPost("/erasures", EraseAsync).WithName("erasePerson")
            .WithSummary("Erases a person on request, and the companions. It is done within minutes.");
    }

    private static async Task<Ok<RetentionAnswer>> ShowAsync(
        HttpContext context, RetentionStatusReader reader, RetentionTable table, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        var staff = StaffIdentity.Of(context.User)!;
        var shown = new List<HoldAnswer>();
        foreach (var hold in await table.ReadHoldsAsync(HoldsListed, cancellationToken))
        {
            if (await ReadAsync(grains, staff, hold.Person) is not null)
            {
                shown.Add(new(hold.Person.ToString(), hold.Reason.ToString(), hold.Reference, hold.SetBy, hold.SetAt));
            }
        }

        return TypedResults.Ok(new RetentionAnswer(await reader.ReadAsync(cancellationToken), shown));
    }

    private static async Task<Results<NoContent, NotFound, ValidationProblem, ProblemHttpResult>> HoldAsync(
        HoldRequest request, HttpContext context, RetentionTable table, IGrainFactory grains, IProgrammeTime time,
        CancellationToken cancellationToken)
    {
        if (Check(request.Person, request.Reference, out var person) is { } problem)
        {
            return problem;
        }

        if (!Enum.TryParse<HoldReason>(request.Reason, ignoreCase: true, out var reason) || !Enum.IsDefined(reason))
        {
            return Problem("reason", $"Give one of {string.Join(", ", Enum.GetNames<HoldReason>())}.");
        }

        var staff = StaffIdentity.Of(context.User)!;
        return await ReadAsync(grains, staff, person) is null ? TypedResults.NotFound()
            : await table.HoldAsync(person, reason, request.Reference!, Actor(staff), time.Now, cancellationToken)
                ? TypedResults.NoContent()
            : Refuse("The person is being erased already. That cannot be undone.");
    }

    private static async Task<Results<NoContent, NotFound, ValidationProblem>> ReleaseAsync(
        ReleaseRequest request, HttpContext context, RetentionTable table, IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        if (Check(request.Person, request.Reference, out var person) is { } problem)
        {
            return problem;
        }

        var staff = StaffIdentity.Of(context.User)!;
        return await ReadAsync(grains, staff, person) is not null
            && await table.ReleaseAsync(person, request.Reference!, Actor(staff), cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
    }

    private static async Task<Results<Accepted<ErasureAnswer>, NotFound, ValidationProblem, ProblemHttpResult>> EraseAsync(
        ErasureRequest request, HttpContext context, RetentionTable table, IGrainFactory grains,
        ProgrammeCatalogue programmes, IProgrammeTime time, CancellationToken cancellationToken)
    {
        if (!EntrantId.TryParse(request.Person, out var person))
        {
            return Problem("person", NotAPerson);
        }

        var staff = StaffIdentity.Of(context.User)!;
        if (await ReadAsync(grains, staff, person) is not { } view)
        {
            return TypedResults.NotFound();
        }

        if (!programmes.Newest(view.Programme.Id).Registration.ErasesOnRequest)
        {
            return Refuse("By the rules of the programme, nothing is erased before its term.");
        }

        if (await BeginAsync(person) is { } refusal)
        {
            return refusal;
        }

        // A companion whom something holds, or whose stay goes on, is erased when its own term is over.
        var erased = new List<string> { person.ToString() };
        var kept = new List<string>();
        foreach (var companion in view.Companions)
        {
            (await BeginAsync(companion) is null ? erased : kept).Add(companion.ToString());
        }

        return TypedResults.Accepted((string?)null, new ErasureAnswer(erased, kept));

        async Task<ProblemHttpResult?> BeginAsync(EntrantId one)
        {
            if (!await table.BeginAsync(
                one, view.Programme.Id, ErasureRules.Request, Actor(staff), time.Now, cancellationToken))
            {
                return Refuse("Something holds the person, such as an appeal. Release it first.");
            }

            if (await grains.GetGrain<IRegistrationGrain>(one.ToString()).CloseAsync() is not { } refused)
            {
                return null;
            }

            await table.CancelAsync(one, cancellationToken);
            return Refuse(refused == Refusals.StayGoesOn
                ? "The stay goes on. A person is erased after it."
                : $"The registration refused it: {refused.Code}.");
        }
    }

    private const string NotAPerson = "A person is named by 32 hexadecimal digits.";

    private static ValidationProblem? Check(string? named, string? reference, out EntrantId person)
    {
        if (!EntrantId.TryParse(named, out person))
        {
            return Problem("person", NotAPerson);
        }

        try
        {
            _ = new AccessReason(AccessReasonCode.Hold, reference ?? "");
            return null;
        }
        catch (ArgumentException)
        {
            return Problem(
                "reference",
                "Name the matter by its kind, a colon and 16 to 32 hexadecimal digits: appeal:0123456789abcdef.");
        }
    }

    /// <summary>The registration of a person of the programmes for which the member of staff works; <c>null</c>
    /// otherwise.</summary>
    private static async Task<RegistrationView?> ReadAsync(IGrainFactory grains, StaffIdentity staff, EntrantId person) =>
        await grains.GetGrain<IRegistrationGrain>(person.ToString()).ReadAsync() is { } view
            && staff.WorksFor(view.Programme.Id) ? view : null;

    private static AccessActor Actor(StaffIdentity staff) => staff.Actor(StaffPermission.ManageRetention)!;

    private static ProblemHttpResult Refuse(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict);

    private static ValidationProblem Problem(string field, string reason) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [reason] });
}

/// <summary>Holds a person.</summary>
/// <param name="Person">The person.</param>
/// <param name="Reason">A name of <see cref="HoldReason"/>.</param>
/// <param name="Reference">The matter, by kind and random number.</param>
internal sealed record HoldRequest(string? Person, string? Reason, string? Reference);

/// <summary>Releases a hold.</summary>
/// <param name="Person">The person.</param>
/// <param name="Reference">The matter.</param>
internal sealed record ReleaseRequest(string? Person, string? Reference);

/// <summary>Erases a person.</summary>
/// <param name="Person">The person.</param>
internal sealed record ErasureRequest(string? Person);

/// <summary>What was begun.</summary>
/// <param name="Erased">The person and the companions who are erased.</param>
/// <param name="Kept">Companions who are kept for now.</param>
internal sealed record ErasureAnswer(IReadOnlyList<string> Erased, IReadOnlyList<string> Kept);

/// <summary>How retention stands, for supervisors.</summary>
/// <param name="Status">The counts.</param>
/// <param name="Holds">The holds in the programmes of the member of staff, oldest first.</param>
internal sealed record RetentionAnswer(RetentionStatus Status, IReadOnlyList<HoldAnswer> Holds);

/// <summary>A hold.</summary>
/// <param name="Person">The person.</param>
/// <param name="Reason">Why.</param>
/// <param name="Reference">The matter.</param>
/// <param name="SetBy">The account of the member of staff.</param>
/// <param name="SetAt">When, by the programme clock.</param>
internal sealed record HoldAnswer(string Person, string Reason, string Reference, string SetBy, DateTimeOffset SetAt);

/// <summary>Registers retention.</summary>
public static class RetentionServiceCollectionExtensions
{
    /// <summary>Adds the job that erases, and what shows how it stands.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddSingleton<RetentionStatusReader>();
        services.AddSingleton<RetentionJob>();
        return services.AddHostedService(static provider => provider.GetRequiredService<RetentionJob>());
    }
}
