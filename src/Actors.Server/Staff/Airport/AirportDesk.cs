using Actors.Domain.Entrants.Stays;
using Actors.Grains.Inspection;
using Actors.Grains.Registration;
using Actors.Server.Edge;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Staff.Airport;

/// <summary>Does one thing for one person in the name of the officer who asks, and answers with the checklist.</summary>
internal sealed class AirportDesk(
    IGrainFactory grains, AirportSearch search, AirportCases cases, IProgrammeTime time, IHttpContextAccessor http)
{
    /// <summary>The programme clock.</summary>
    public DateTimeOffset Now => time.Now;

    /// <summary>Does it.</summary>
    /// <param name="person">The person, or a companion.</param>
    /// <param name="act">
    /// What is done, for the person who answers, by the account of the officer. Returns what is wrong; <c>null</c> if it is done.
    /// </param>
    public async Task<Results<Ok<AirportStatus>, NotFound, ProblemHttpResult>> DoAsync(
        EntrantId person, Func<EntrantId, string, Task<ProblemHttpResult?>> act)
    {
        var context = http.HttpContext!;
        var staff = StaffIdentity.Of(context.User)!;
        if (await search.ResolveAsync(person, staff) is not { } id)
        {
            return TypedResults.NotFound();
        }

        return await act(id, staff.Account.ToString()) is { } problem ? problem
            : await cases.ReadAsync(id, context.RequestAborted) is { } status ? TypedResults.Ok(status)
            : TypedResults.NotFound();
    }

    /// <summary>The inspection of a person.</summary>
    public IInspectionGrain InspectionOf(EntrantId person) => grains.GetGrain<IInspectionGrain>(person.ToString());

    /// <summary>The registration of a person.</summary>
    public IRegistrationGrain RegistrationOf(EntrantId person) => grains.GetGrain<IRegistrationGrain>(person.ToString());

    /// <summary>Reads whom of a family an order names; <c>null</c> if it names another person.</summary>
    /// <param name="person">The person who answers.</param>
    /// <param name="named">Whom the order names; <c>null</c> for the person who answers.</param>
    public async Task<EntrantId?> FindOfFamilyAsync(EntrantId person, string? named) =>
        named is null ? person
        : EntrantId.TryParse(named, out var id)
            && (id == person || (await RegistrationOf(person).ReadAsync())?.Companions.Contains(id) == true) ? id
        : null;
}

/// <summary>What was scanned or typed.</summary>
internal sealed record SearchOrder(string? Text)
{
    /// <summary>Does not contain it.</summary>
    public override string ToString() => nameof(SearchOrder);
}

/// <summary>Who was found.</summary>
/// <param name="People">The people, with their companions.</param>
/// <param name="Problem">What is wrong, and what to do, if there are none.</param>
internal sealed record FoundPeople(IReadOnlyList<AirportCase> People, string? Problem);

/// <summary>A mark of an item, both in camel case.</summary>
internal sealed record MarkOrder(string? Item, string? Mark);

/// <summary>A rental phone; nothing in it if it was given back.</summary>
internal sealed record RentOrder(string? Vendor, string? Contract, string? ReturnBy)
{
    /// <summary>Does not contain the number.</summary>
    public override string ToString() => nameof(RentOrder);
}

/// <summary>Whether another phone takes the registration over.</summary>
internal sealed record PhoneOrder(bool IsAllowed);

/// <summary>Corrected details of the person, or of a companion.</summary>
internal sealed record DetailsOrder(
    string? Person, string? PassportNumber, string? BirthDate, string? Surname, string? GivenName, string? IssuingState)
{
    /// <summary>Does not contain them.</summary>
    public override string ToString() => nameof(DetailsOrder);
}

/// <summary>The person passes.</summary>
/// <param name="LandedAt">The local time of landing that the officer typed; nothing for that of the roster.</param>
internal sealed record PassOrder(string? LandedAt);
