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

    /// <summary>What is wrong with a landing in the future.</summary>
    internal const string LandsLater = "This is later than the programme clock shows.";

    /// <summary>What is wrong with a landing long ago.</summary>
    internal const string LandedLongAgo = "This is so long ago that the stay is over.";

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

        if (LandedAt is { } landed && (landed - now).Duration() > Near)
        {
            problems["landedAt"] = [landed > now ? LandsLater : LandedLongAgo];
        }

        return problems.Count > 0 ? null
            : new(
                Count!.Value, programmes.Newest(id).Version, LandedAt ?? StoredTime.WholeSecond(now), Confirmed ?? true,
                CompanionsEach ?? 0);
    }
}

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
