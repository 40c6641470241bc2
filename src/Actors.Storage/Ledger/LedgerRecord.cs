using Actors.Domain.Ledger;

namespace Actors.Storage.Ledger;

/// <summary>An event with its position in the ledger.</summary>
/// <param name="Position">The position among all events.</param>
/// <param name="GrainType">The grain type.</param>
/// <param name="GrainKey">The grain key.</param>
/// <param name="Event">The event.</param>
public sealed record LedgerRecord(LedgerPosition Position, string GrainType, string GrainKey, LedgerEvent Event);

/// <summary>
/// A position in the ledger. A reader that has read up to a position misses nothing that is committed later: PostgreSQL
/// orders positions by transaction first (see the first migration). SQLite has one writer, and the transaction is 0.
/// </summary>
/// <param name="Transaction">The number of the transaction.</param>
/// <param name="Number">The number of the row.</param>
public readonly record struct LedgerPosition(long Transaction, long Number) : IComparable<LedgerPosition>
{
    /// <summary>The position before the first row.</summary>
    public static LedgerPosition Start => default;

    public static bool operator <(LedgerPosition left, LedgerPosition right) => left.CompareTo(right) < 0;

    public static bool operator <=(LedgerPosition left, LedgerPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >(LedgerPosition left, LedgerPosition right) => left.CompareTo(right) > 0;

    public static bool operator >=(LedgerPosition left, LedgerPosition right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(LedgerPosition other) =>
        Transaction != other.Transaction ? Transaction.CompareTo(other.Transaction) : Number.CompareTo(other.Number);
}
