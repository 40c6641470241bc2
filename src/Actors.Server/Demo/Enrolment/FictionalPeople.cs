using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Privacy.Tokens;

namespace Actors.Server.Demo.Enrolment;

/// <summary>Enrols fictional people, each with a token for a phone.</summary>
internal sealed class FictionalPeople(
    ProgrammeCatalogue programmes, StayStarter stays, PhoneTokens tokens,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock)
{
    /// <summary>Enrols the people of a request.</summary>
    /// <returns>The people, or the problems of the request by field.</returns>
    public async Task<(List<EntrantsAnswer> People, Dictionary<string, string[]> Problems)> EnrolAsync(
        EntrantsRequest request, CancellationToken cancellationToken)
    {
        if (request.ToOrder(programmes, clock.GetUtcNow(), out var problems) is not { } order)
        {
            return ([], problems);
        }

        var (people, refusal) = await EnrolAsync(order, cancellationToken);
        return (people, refusal is null ? [] : Explain(refusal));
    }

    /// <summary>Enrols the people of an order.</summary>
    /// <returns>The people, or the refusal.</returns>
    public async Task<(List<EntrantsAnswer> People, Refusal? Refusal)> EnrolAsync(
        EnrolmentOrder order, CancellationToken cancellationToken)
    {
        var (people, refusal) = await stays.StartAsync(order, cancellationToken);
        if (refusal is not null)
        {
            return ([], refusal);
        }

        var programme = programmes.Get(order.Programme);
        var expiresAt = StayPeriod.For(programme.Days, programme.Zone, order.LandedAt).FreeAt + PhoneTokens.AfterStay;
        var issued = await tokens.IssueAsync(
            [.. people.Select(person => new PhoneTokenOwner(person.Person, order.Programme.Id, expiresAt))], cancellationToken);
        return ([.. people.Zip(issued, Answer)], null);
    }

    private static EntrantsAnswer Answer(Enrolled person, PhoneToken token) => new(
        person.Person.ToString(), person.Stay.ToString(), token.Text,
        [.. person.Companions.Select(companion => companion.ToString())]);

    private static Dictionary<string, string[]> Explain(Refusal refusal) =>
        refusal == Refusals.LandedInFuture ? new() { ["landedAt"] = [EntrantsRequest.LandsLater] }
        : refusal == Refusals.StayOver ? new() { ["landedAt"] = [EntrantsRequest.LandedLongAgo] }
        : new() { [""] = [refusal.Code] };
}
