using Actors.Domain.Programmes;
using Actors.Grains.Entrants;

namespace Actors.Server.Demo.Enrolment;

/// <summary>Fictional people are to be enrolled.</summary>
/// <param name="Count">So many who carry a phone, 1 to 1,000.</param>
/// <param name="Programme">The name of the programme, such as <c>japan-2021</c>; its newest version is taken.</param>
/// <param name="LandedAt">When they landed; null: now.</param>
/// <param name="Confirmed">Whether the roster knows them; null: yes.</param>
/// <param name="CompanionsEach">For how many others each answers; null: none.</param>
internal sealed record EntrantsRequest(
    int? Count, string? Programme, DateTimeOffset? LandedAt, bool? Confirmed, int? CompanionsEach)
{
    private const int MostAtOnce = 1_000;

    /// <summary>Makes an order of it.</summary>
    /// <param name="programmes">The programmes there are.</param>
    /// <param name="now">The programme clock.</param>
    /// <param name="problems">What is wrong, by the name of the member.</param>
    public EnrolmentOrder? ToOrder(ProgrammeCatalogue programmes, DateTimeOffset now, out Dictionary<string, string[]> problems)
    {
        problems = [];
        if (Count is not (>= 1 and <= MostAtOnce))
        {
            problems["count"] = [$"1 to {MostAtOnce} at once are possible."];
        }

        if (!ProgrammeId.TryParse(Programme, out var id) || !programmes.Ids.Contains(id))
        {
            problems["programme"] = [$"There is no such programme. There are: {string.Join(", ", programmes.Ids)}."];
        }

        if (CompanionsEach is not (null or >= 0 and <= Domain.Limits.Companions))
        {
            problems["companionsEach"] = [$"0 to {Domain.Limits.Companions} are possible."];
        }

        return problems.Count > 0 ? null
            : new(
                Count!.Value, programmes.Newest(id).Version, LandedAt ?? Rulebook.WholeSecond(now), Confirmed ?? true,
                CompanionsEach ?? 0);
    }
}

/// <summary>A fictional person who was enrolled.</summary>
/// <param name="Person">Who: 32 hexadecimal digits.</param>
/// <param name="Stay">The stay: 32 hexadecimal digits.</param>
/// <param name="Token">The token by which the phone signs in. It cannot be read again.</param>
/// <param name="Companions">For whom the person answers.</param>
internal sealed record EntrantsAnswer(string Person, string Stay, string Token, IReadOnlyList<string> Companions)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => Person;
}
