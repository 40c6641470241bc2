using System.Collections.Immutable;
using System.Globalization;
using Actors.Client.Simulated;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Grains.Inspection;
using Actors.Grains.Registration;
using Actors.Privacy.Tokens;
using Actors.Storage.Outages;

namespace Actors.Server.Demo.Enrolment;

/// <summary>
/// Brings fictional people in, many at once: roster, registrations, inspections and stays by the operations of real ones, in
/// batches. Their phones have a token and no key, and are not tested.
/// </summary>
internal sealed class FictionalPeople(
    ProgrammeCatalogue programmes, FictionalRoster roster, IRosterMatch matches, IRegistrationIndex index, IRecordKeys keys,
    IGrainFactory grains, PhoneTokens tokens, IProgrammeTime time)
{
    /// <summary>Registrations at the same time. Their writes share transactions.</summary>
    private const int MaxParallel = 64;

    private const int SeedDigits = 16;

    /// <summary>Enrols the people of a request.</summary>
    /// <returns>The people, or the problems of the request by field.</returns>
    public async Task<(IReadOnlyList<EntrantsAnswer> People, Dictionary<string, string[]> Problems)> EnrolAsync(
        EntrantsRequest request, CancellationToken cancellationToken) =>
        request.ToOrder(programmes, time.Now, out var problems) is { } order
            ? (await EnrolAsync(order, cancellationToken), [])
            : ([], problems);

    /// <summary>Enrols the people of an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Cancels; some stays may have begun by then.</param>
    public async Task<IReadOnlyList<EntrantsAnswer>> EnrolAsync(EnrolmentOrder order, CancellationToken cancellationToken)
    {
        var families = Enumerable.Range(0, order.Count)
            .Select(_ => new Family(Guest.Draw(), [.. Enumerable.Range(0, order.CompanionsEach).Select(_ => Guest.Draw())]))
            .ToList();
        var people = families.SelectMany(family => family.Companions.Prepend(family.Carer)).ToList();
        if (order.IsConfirmed)
        {
            await roster.ExpectAsync(
                order.Programme.Id, people.Select(person => person.Traveller), order.LandedAt, cancellationToken);
        }

        var found = await RegisterAsync(people, order, cancellationToken);
        await Parallel.ForEachAsync(
            families,
            new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
            async (family, _) => await EnrolAsync(family, order, found));
        return await IssueTokensAsync(families, order, cancellationToken);
    }

    /// <summary>Makes the keys of records, takes the details in the index, and asks the roster, in batches.</summary>
    private async Task<Dictionary<EntrantId, RosterMatch?>> RegisterAsync(
        List<Guest> people, EnrolmentOrder order, CancellationToken cancellationToken)
    {
        foreach (var batch in people.SelectMany(person => new[] { person.Id.Record, person.Stay.Record })
            .Chunk(Domain.Limits.RecordBatch))
        {
            await keys.CreateAsync(batch, cancellationToken);
        }

        var found = new Dictionary<EntrantId, RosterMatch?>(people.Count);
        foreach (var batch in people.Chunk(Domain.Limits.RecordBatch))
        {
            await index.TakeAsync(
                order.Programme.Id,
                [.. batch.Select(person => new IdentityTaker(
                    person.Id, person.Details.PassportNumber, person.Details.BirthDate))],
                cancellationToken);
            var answers = await matches.FindAllAsync([.. batch.Select(person => new RosterQuestion(
                order.Programme.Id, person.Id, person.Details, order.LandedAt, Language: null))]);
            foreach (var (person, answer) in batch.Zip(answers))
            {
                found.Add(person.Id, answer);
            }
        }

        return found;
    }

    private async Task EnrolAsync(Family family, EnrolmentOrder order, Dictionary<EntrantId, RosterMatch?> found)
    {
        foreach (var companion in family.Companions)
        {
            // The stay first: phones show a companion as soon as the carer knows of it.
            await EnrolAsync(companion, family.Carer.Id, [], order, found);
        }

        await EnrolAsync(
            family.Carer, null, [.. family.Companions.Select(companion => companion.Id)], order, found);
        await grains.GetGrain<IInspectionGrain>(family.Carer.Id.ToString())
            .EnrolAsync(PlayedOfficer.Account, order.LandedAt);
    }

    private async Task EnrolAsync(
        Guest person, EntrantId? carer, ImmutableArray<EntrantId> companions, EnrolmentOrder order,
        Dictionary<EntrantId, RosterMatch?> found)
    {
        var now = StoredTime.WholeSecond(time.Now);
        var submission = new Submission(
            order.Programme, person.Details, [.. Enum.GetValues<ConsentKind>().Select(kind => new Consent(kind, 1, now))],
            PhoneFaults.None, "en", null);
        var registration = grains.GetGrain<IRegistrationGrain>(person.Id.ToString());
        if (await registration.EnrolAsync(new(submission, carer, companions, order.LandedAt, found[person.Id])) is { } refusal)
        {
            throw new InvalidOperationException($"The stay of a fictional person was refused: {refusal.Code}.");
        }
    }

    private async Task<IReadOnlyList<EntrantsAnswer>> IssueTokensAsync(
        List<Family> families, EnrolmentOrder order, CancellationToken cancellationToken)
    {
        var programme = programmes.Get(order.Programme);
        var expiresAt = StayPeriod.For(programme.Days, programme.Zone, order.LandedAt).FreeAt + PhoneTokens.AfterStay;
        var issued = await tokens.IssueAsync(
            [.. families.Select(family => new PhoneTokenOwner(family.Carer.Id, order.Programme.Id, expiresAt))],
            cancellationToken);
        return
        [
            .. families.Zip(issued, (family, token) => new EntrantsAnswer(
                family.Carer.Id.ToString(), family.Carer.Stay.ToString(), token.Text,
                [.. family.Companions.Select(companion => companion.Id.ToString())])),
        ];
    }

    private sealed record Family(Guest Carer, IReadOnlyList<Guest> Companions);

    /// <summary>A person whose details are drawn from the id.</summary>
    private sealed record Guest(EntrantId Id, Traveller Traveller)
    {
        /// <summary>The stay that begins.</summary>
        public StayId Stay { get; } = DeviceKey.StayOf(Id, 1);

        /// <summary>The details, in the form in which they are registered.</summary>
        public PersonDetails Details { get; } = new(
            Traveller.PassportNumber, Traveller.BirthDate, Traveller.Surname, Traveller.GivenName, Traveller.IssuingState);

        public static Guest Draw()
        {
            var id = EntrantId.New();
            var seed = ulong.Parse(
                id.ToString()[..SeedDigits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            return new(id, Traveller.Draw(seed) with { Phone = null });
        }
    }
}
