using System.Collections.Immutable;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Grains.Entrants;

namespace Actors.Server.Demo.Enrolment;

/// <summary>Begins the stays of many fictional people at once. They have no personal data.</summary>
internal sealed class StayStarter(IRecordKeys keys, IGrainFactory grains)
{
    /// <summary>Stays that begin at the same time. Their writes share transactions.</summary>
    private const int MaxParallel = 64;

    /// <summary>Draws people, creates the keys of their stays, and begins the stays.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Cancels; some stays may have begun by then.</param>
    /// <returns>The people, or the refusal of the first one, which is that of all.</returns>
    public async Task<(IReadOnlyList<Enrolled> People, Refusal? Refusal)> StartAsync(
        EnrolmentOrder order, CancellationToken cancellationToken = default)
    {
        var people = Enumerable.Range(0, order.Count).Select(_ => Draw(order)).ToList();
        foreach (var batch in people.SelectMany(Stays).Select(stay => stay.Record).Chunk(Domain.Limits.RecordBatch))
        {
            await keys.CreateAsync(batch, cancellationToken);
        }

        if (people.Count == 0 || await BeginAsync(people[0], order) is not { } refusal)
        {
            await Parallel.ForEachAsync(
                people.Skip(1),
                new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
                async (person, _) => await BeginAsync(person, order));
            return ([.. people.Select(person => new Enrolled(
                person.Self.Id, person.Self.Stay, [.. person.Companions.Select(companion => companion.Id)]))], null);
        }

        return ([], refusal);
    }

    private static Group Draw(EnrolmentOrder order) =>
        new(NewPerson(), [.. Enumerable.Range(0, order.CompanionsEach).Select(_ => NewPerson())]);

    private static Person NewPerson() => new(EntrantId.New(), StayId.New());

    private static IEnumerable<StayId> Stays(Group group) =>
        group.Companions.Select(companion => companion.Stay).Prepend(group.Self.Stay);

    private async Task<Refusal?> BeginAsync(Group group, EnrolmentOrder order)
    {
        if (await StartStayAsync(group.Self, null, order) is { } refusal)
        {
            return refusal;
        }

        foreach (var companion in group.Companions)
        {
            // The stay first: phones show a companion as soon as the carer knows of it.
            if ((await StartStayAsync(companion, group.Self.Id, order)
                ?? await GrainOf(group.Self).AddCompanionAsync(companion.Id)) is { } companionRefusal)
            {
                return companionRefusal;
            }
        }

        return null;
    }

    private Task<Refusal?> StartStayAsync(Person person, EntrantId? carer, EnrolmentOrder order) => GrainOf(person)
        .StartStayAsync(new StayOrder(person.Stay, order.Programme, order.LandedAt, order.IsConfirmed, carer));

    private IEntrantGrain GrainOf(Person person) => grains.GetGrain<IEntrantGrain>(person.Id.ToString());

    private sealed record Person(EntrantId Id, StayId Stay);

    private sealed record Group(Person Self, ImmutableArray<Person> Companions);
}

/// <summary>An order to enrol people.</summary>
/// <param name="Count">The number of people with a phone.</param>
/// <param name="Programme">The rules of their stays.</param>
/// <param name="LandedAt">The time when they landed.</param>
/// <param name="IsConfirmed">Whether they are on the roster.</param>
/// <param name="CompanionsEach">The number of companions of each.</param>
internal sealed record EnrolmentOrder(
    int Count, ProgrammeVersion Programme, DateTimeOffset LandedAt, bool IsConfirmed, int CompanionsEach);

/// <summary>A person whose stay has begun.</summary>
/// <param name="Person">The person.</param>
/// <param name="Stay">The stay.</param>
/// <param name="Companions">The companions of the person, each with a stay of their own.</param>
internal sealed record Enrolled(EntrantId Person, StayId Stay, ImmutableArray<EntrantId> Companions);
