using System.Collections.Concurrent;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;

namespace Actors.Server.Demo.Enrolment;

/// <summary>A request to enrol fictional people.</summary>
/// <param name="Count">The number of people with a phone, 1 to 1,000.</param>
/// <param name="Programme">The name of the programme, such as <c>japan-2021</c>; its newest version is used.</param>
/// <param name="LandedAt">The time when they landed; <c>null</c> for now.</param>
/// <param name="Confirmed">Whether they are on the roster; <c>null</c> for yes.</param>
/// <param name="CompanionsEach">The number of companions of each; <c>null</c> for none.</param>
internal sealed record EntrantsRequest(
    int? Count, string? Programme, DateTimeOffset? LandedAt, bool? Confirmed, int? CompanionsEach)
{
    private const int MaxCount = 1_000;

    /// <summary>Longer than any stay; what is further away from now is not looked at.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromDays(400);

    /// <summary>The order; <c>null</c> if the request is wrong.</summary>
    /// <param name="programmes">All programmes.</param>
    /// <param name="now">The time by the programme clock.</param>
    /// <param name="problems">The problems, by the name of the field.</param>
    public EnrolmentOrder? ToOrder(ProgrammeCatalogue programmes, DateTimeOffset now, out Dictionary<string, string[]> problems)
    {
        problems = [];
        if (Count is not (>= 1 and <= MaxCount))
        {
            problems["count"] = [$"This must be from 1 to {MaxCount}."];
        }

        if (!ProgrammeId.TryParse(Programme, out var id) || !programmes.Ids.Contains(id))
        {
            problems["programme"] = [$"There is no such programme. There are: {string.Join(", ", programmes.Ids)}."];
        }

        if (CompanionsEach is not (null or >= 0 and <= Domain.Limits.Companions))
        {
            problems["companionsEach"] = [$"This must be from 0 to {Domain.Limits.Companions}."];
        }

        var landedAt = LandedAt ?? StoredTime.WholeSecond(now);
        if (landedAt > now)
        {
            problems["landedAt"] = ["This is later than the programme clock shows."];
        }
        else if (now - landedAt > Near || (problems.Count == 0 && IsOver(programmes.Newest(id), landedAt, now)))
        {
            problems["landedAt"] = ["This is so long ago that the stay is over."];
        }

        return problems.Count > 0 ? null
            : new(Count!.Value, programmes.Newest(id).Version, landedAt, Confirmed ?? true, CompanionsEach ?? 0);
    }

    private static bool IsOver(Programme programme, DateTimeOffset landedAt, DateTimeOffset now) =>
        StayPeriod.For(programme.Days, programme.Zone, landedAt).FreeAt <= now;
}

/// <summary>An order to enrol people.</summary>
/// <param name="Count">The number of people with a phone.</param>
/// <param name="Programme">The rules of their stays.</param>
/// <param name="LandedAt">The time when they landed.</param>
/// <param name="IsConfirmed">Whether they are on the roster.</param>
/// <param name="CompanionsEach">The number of companions of each.</param>
internal sealed record EnrolmentOrder(
    int Count, ProgrammeVersion Programme, DateTimeOffset LandedAt, bool IsConfirmed, int CompanionsEach);

/// <summary>A fictional person who was enrolled.</summary>
/// <param name="Person">The id of the person, 32 hexadecimal digits.</param>
/// <param name="Stay">The id of the stay, 32 hexadecimal digits.</param>
/// <param name="Token">The token with which the phone signs in. The server keeps only its hash.</param>
/// <param name="Companions">The ids of the companions.</param>
internal sealed record EntrantsAnswer(string Person, string Stay, string Token, IReadOnlyList<string> Companions)
{
    /// <summary>Does not contain the token.</summary>
    public override string ToString() => Person;
}

/// <summary>A request to let registered people pass the airport.</summary>
/// <param name="LandedAt">The time when they landed.</param>
/// <param name="People">Their ids, 1 to 1,000. Companions pass with those who answer for them.</param>
internal sealed record LandingsRequest(DateTimeOffset? LandedAt, IReadOnlyList<string>? People)
{
    private const int MaxCount = 1_000;
    private const int MaxParallel = 64;

    /// <summary>Lets them pass. May be repeated.</summary>
    /// <returns>The problems, by the name of the field; those who pass have passed.</returns>
    public async Task<Dictionary<string, string[]>> CarryOutAsync(PlayedOfficer officer, CancellationToken cancellationToken)
    {
        var problems = new Dictionary<string, string[]>();
        if (LandedAt is null)
        {
            problems["landedAt"] = ["This must be a time."];
        }

        if (People is not { Count: >= 1 and <= MaxCount } || !People.All(person => EntrantId.TryParse(person, out _)))
        {
            problems["people"] = [$"These must be 1 to {MaxCount} ids of 32 hexadecimal digits."];
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        var refused = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            People!, new ParallelOptions { MaxDegreeOfParallelism = MaxParallel, CancellationToken = cancellationToken },
            async (person, _) =>
            {
                if (await officer.PassAsync(person, LandedAt!.Value) is { } refusal)
                {
                    refused.Add($"{person}: {refusal.Code}");
                }
            });
        return refused.IsEmpty ? [] : new() { ["people"] = [.. refused.Order(StringComparer.Ordinal)] };
    }
}
