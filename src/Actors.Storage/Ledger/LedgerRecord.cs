using Actors.Domain.Ledger;

namespace Actors.Storage.Ledger;

/// <summary>An event in the ledger.</summary>
/// <param name="Position">Its place among all events.</param>
/// <param name="GrainType">The type of its grain.</param>
/// <param name="GrainKey">The key of its grain.</param>
/// <param name="Event">What happened.</param>
public sealed record LedgerRecord(LedgerPosition Position, string GrainType, string GrainKey, LedgerEvent Event);

/// <summary>
/// A place in the ledger. A reader that has read up to a place never misses what is committed later: on PostgreSQL
/// places are ordered by transaction first (see the first migration), elsewhere there is one writer and the transaction
/// is 0.
/// </summary>
/// <param name="Transaction">The number of the transaction.</param>
/// <param name="Number">The number of the row.</param>
public readonly record struct LedgerPosition(long Transaction, long Number) : IComparable<LedgerPosition>
{
    /// <summary>Before the first row.</summary>
    public static LedgerPosition Start => default;

    public static bool operator <(LedgerPosition left, LedgerPosition right) => left.CompareTo(right) < 0;

    public static bool operator <=(LedgerPosition left, LedgerPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >(LedgerPosition left, LedgerPosition right) => left.CompareTo(right) > 0;

    public static bool operator >=(LedgerPosition left, LedgerPosition right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(LedgerPosition other) =>
        Transaction != other.Transaction ? Transaction.CompareTo(other.Transaction) : Number.CompareTo(other.Number);
}
