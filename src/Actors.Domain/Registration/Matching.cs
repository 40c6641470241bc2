using Actors.Domain.Protection;

namespace Actors.Domain.Registration;

/// <summary>
/// Decides which row of the roster a registration belongs to (SPEC E3). The key is passport number and date of birth; the
/// issuing state breaks ties. Everything less is a suggestion for staff (<see cref="Suggestions"/>).
/// </summary>
public static class Matching
{
    /// <summary>Decides.</summary>
    /// <param name="wanted">The registration.</param>
    /// <param name="rows">The rows with the same passport number and date of birth, in any order.</param>
    /// <param name="today">The local date of the programme.</param>
    /// <param name="stayDays">How many days after its arrival a row still stands for a stay.</param>
    public static MatchOutcome Decide(MatchWanted wanted, IEnumerable<MatchRow> rows, DateOnly today, int stayDays)
    {
        var reference = wanted.Arrival ?? today;
        var open = rows.Where(row => row.Row == wanted.Current || row.Arrival.AddDays(stayDays) >= reference).ToList();
        // Another state is no reason to refuse an exact key: it only decides between several.
        var ofState = Where(row => row.State == wanted.State && wanted.State is not null)
            ?? Where(row => row.State is null && wanted.State is not null)
            ?? open;
        if (ofState.Where(row => row.State is not null).Select(row => row.State).Distinct().Count() > 1)
        {
            return Open(MatchDoubt.SeveralPeople);
        }

        var best = ofState
            .OrderByDescending(row => row.Row == wanted.Current)
            .ThenBy(row => Math.Abs(row.Arrival.DayNumber - reference.DayNumber))
            .ThenByDescending(row => row.Arrival)
            .ThenBy(row => row.Row.ToString(), StringComparer.Ordinal)
            .FirstOrDefault();
        if (best is null)
        {
            return Open(MatchDoubt.None);
        }

        return new(MatchStatus.Confirmed, best.Row, DoubtOf(wanted, best));

        List<MatchRow>? Where(Func<MatchRow, bool> fits) =>
            open.Where(fits).ToList() is { Count: > 0 } fitting ? fitting : null;

        MatchOutcome Open(MatchDoubt reason) => new(
            wanted.Arrival is { } arrival && arrival <= today ? MatchStatus.Unconfirmed : MatchStatus.Waiting, null, reason);
    }

    private static MatchDoubt DoubtOf(MatchWanted wanted, MatchRow row) =>
        (row.HasSameName ? MatchDoubt.None : MatchDoubt.Name)
        | (wanted.State is { } own && row.State is { } others && own != others ? MatchDoubt.State : MatchDoubt.None);
}

/// <summary>The registration to find a row for.</summary>
/// <param name="State">The issuing state of the passport; <c>null</c> if unknown.</param>
/// <param name="Arrival">The date of arrival, also a past one; <c>null</c> if not known yet.</param>
/// <param name="Current">The row that it was matched to; it is kept while it has the same key.</param>
public sealed record MatchWanted(StateCode? State, DateOnly? Arrival, RecordId? Current);

/// <summary>A row of the roster with the passport number and date of birth of a registration.</summary>
/// <param name="Row">The id of the row.</param>
/// <param name="State">The issuing state; <c>null</c> if the roster does not name it.</param>
/// <param name="Arrival">The date of arrival.</param>
/// <param name="HasSameName">Whether the names are equal too.</param>
public sealed record MatchRow(RecordId Row, StateCode? State, DateOnly Arrival, bool HasSameName);

/// <summary>What became of a registration.</summary>
/// <param name="Status">The status.</param>
/// <param name="Row">The row of the roster; <c>null</c> unless confirmed.</param>
/// <param name="Doubt">What staff look at.</param>
[GenerateSerializer, Immutable, Alias("match-outcome")]
public sealed record MatchOutcome(
    [property: Id(0)] MatchStatus Status, [property: Id(1)] RecordId? Row, [property: Id(2)] MatchDoubt Doubt);

/// <summary>The status of a registration. The numbers are stored.</summary>
public enum MatchStatus
{
    /// <summary>Not on the roster, and not arrived: the row may still come.</summary>
    Waiting = 1,

    /// <summary>On the roster.</summary>
    Confirmed = 2,

    /// <summary>Arrived, and not on the roster: the person or staff have to look.</summary>
    Unconfirmed = 3,
}

/// <summary>What staff look at although the software decided. The numbers are stored.</summary>
[Flags]
public enum MatchDoubt
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The names differ.</summary>
    Name = 1,

    /// <summary>The issuing states differ.</summary>
    State = 2,

    /// <summary>Passports of several states have this number, and the registration names none of them.</summary>
    SeveralPeople = 4,
}
