using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Privacy.Retention;

/// <summary>The rules by which people are erased. The words are stored.</summary>
public static class ErasureRules
{
    /// <summary>The stay was over for the term of the programme.</summary>
    public const string Stay = "stay";

    /// <summary>The registration led to no stay for the term of the programme.</summary>
    public const string Unused = "unused";

    /// <summary>An earlier stay of a person who came again was over for the term of the programme.</summary>
    public const string EarlierStay = "earlier-stay";

    /// <summary>A row of the roster had no registration for the term of the programme.</summary>
    public const string Roster = "roster";

    /// <summary>The person asked for it, and the law allows it.</summary>
    public const string Request = "request";

    /// <summary>The person was erased before, and came back with an older copy of the database.</summary>
    public const string Restored = "restored";
}

/// <summary>A person to be erased.</summary>
/// <param name="Person">The person.</param>
/// <param name="Rule">The rule; see <see cref="ErasureRules"/>.</param>
public readonly record struct DuePerson(EntrantId Person, string Rule);

/// <summary>A stay of a person who came again.</summary>
/// <param name="Person">The person.</param>
/// <param name="Stay">The stay.</param>
/// <param name="Programme">The programme.</param>
/// <param name="NextSequence">The sequence of the event that began the next stay.</param>
/// <param name="NextBeganAt">When that event happened.</param>
public sealed record EarlierStay(
    EntrantId Person, StayId Stay, ProgrammeId Programme, long NextSequence, DateTimeOffset NextBeganAt);

/// <summary>People whose term is over.</summary>
/// <param name="Due">Those who are to be erased.</param>
/// <param name="Held">Those whom something holds.</param>
public readonly record struct DueCount(long Due, long Held);

/// <summary>Why a person is held. The names are stored.</summary>
public enum HoldReason
{
    /// <summary>An appeal is open.</summary>
    Appeal,

    /// <summary>An incident is open.</summary>
    Incident,

    /// <summary>Another duty by law, such as an order of a court.</summary>
    Legal,
}

/// <summary>A hold.</summary>
/// <param name="Person">The person.</param>
/// <param name="Reason">Why.</param>
/// <param name="Reference">The matter, by kind and random number.</param>
/// <param name="SetBy">The account of the member of staff.</param>
/// <param name="SetAt">When, by the programme clock.</param>
public sealed record Hold(EntrantId Person, HoldReason Reason, string Reference, string SetBy, DateTimeOffset SetAt);

/// <summary>Counts of holds and erasures.</summary>
/// <param name="Holds">Holds that are set.</param>
/// <param name="UnderWay">Erasures that have begun.</param>
/// <param name="Done">Erasures that are done, by rule.</param>
/// <param name="LastAt">When the last one was done; <c>null</c> if none was.</param>
public sealed record ErasureCounts(
    long Holds, long UnderWay, IReadOnlyDictionary<string, long> Done, DateTimeOffset? LastAt);
