using System.Collections.Immutable;
using System.Globalization;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Grains.Registration;
using Actors.Storage.Outages;

namespace Actors.Server.Demo.Enrolment;

/// <summary>
/// Registers many fictional people at once, and begins their stays, by the operations by which real people are registered. Their
/// details are made up from their ids.
/// </summary>
internal sealed class StayStarter(IRecordKeys keys, IRegistrationIndex index, IGrainFactory grains, IProgrammeTime time)
{
    /// <summary>Registrations at the same time. Their writes share transactions.</summary>
    private const int MaxParallel = 64;

    private const int BirthDays = 20_000;
    private static readonly DateOnly FirstBirthDay = new(1950, 1, 1);

    /// <summary>Draws people, creates the keys of their records, registers them and begins the stays.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Cancels; some stays may have begun by then.</param>
    /// <returns>The people, or the refusal of the first one, which is that of all.</returns>
    public async Task<(IReadOnlyList<Enrolled> People, Refusal? Refusal)> StartAsync(
        EnrolmentOrder order, CancellationToken cancellationToken = default)
    {
        var groups = Enumerable.Range(0, order.Count).Select(_ => Draw(order)).ToList();
        var people = groups.SelectMany(group => group.Companions.Prepend(group.Self)).ToList();
        foreach (var batch in people.SelectMany(person => new[] { person.Record, StayOf(person).Record })
            .Chunk(Domain.Limits.RecordBatch))
        {
            await keys.CreateAsync(batch, cancellationToken);
        }

        foreach (var batch in people.Chunk(Domain.Limits.RecordBatch))
        {
            await index.TakeAsync(order.Programme.Id, [.. batch.Select(Taker)], cancellationToken);
        }

        if (groups.Count == 0 || await EnrolAsync(groups[0], order) is not { } refusal)
        {
            await Parallel.ForEachAsync(
                groups.Skip(1),
                new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
                async (group, _) => await EnrolAsync(group, order));
            return ([.. groups.Select(group => new Enrolled(group.Self, StayOf(group.Self), group.Companions))], null);
        }

        return ([], refusal);
    }

    private static Group Draw(EnrolmentOrder order) =>
        new(EntrantId.New(), [.. Enumerable.Range(0, order.CompanionsEach).Select(_ => EntrantId.New())]);

    private static StayId StayOf(EntrantId person) => DeviceKey.StayOf(person, 1);

    private static IdentityTaker Taker(EntrantId person)
    {
        var details = DetailsOf(person);
        return new(person, details.PassportNumber, details.BirthDate);
    }

    /// <summary>Made up, and the same whenever they are asked for.</summary>
    private static PersonDetails DetailsOf(EntrantId person)
    {
        var digits = person.ToString().ToUpperInvariant();
        var days = int.Parse(digits[^7..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) % BirthDays;
        return new($"F{digits[..11]}", FirstBirthDay.AddDays(days), "FICTIONAL", $"PERSON {digits[^4..]}", "UTO");
    }

    private async Task<Refusal?> EnrolAsync(Group group, EnrolmentOrder order)
    {
        foreach (var companion in group.Companions)
        {
            // The stay first: phones show a companion as soon as the carer knows of it.
            if (await EnrolAsync(companion, group.Self, [], order) is { } refusal)
            {
                return refusal;
            }
        }

        return await EnrolAsync(group.Self, null, group.Companions, order);
    }

    private Task<Refusal?> EnrolAsync(
        EntrantId person, EntrantId? carer, ImmutableArray<EntrantId> companions, EnrolmentOrder order)
    {
        var now = StoredTime.WholeSecond(time.Now);
        var submission = new Submission(
            order.Programme, DetailsOf(person),
            [.. Enum.GetValues<ConsentKind>().Select(kind => new Consent(kind, 1, now))], PhoneFaults.None, "en", null);
        return grains.GetGrain<IRegistrationGrain>(person.ToString()).EnrolAsync(
            new(submission, carer, companions, order.LandedAt, order.IsConfirmed));
    }

    private sealed record Group(EntrantId Self, ImmutableArray<EntrantId> Companions);
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
