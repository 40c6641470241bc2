using System.Text.Json.Serialization;
using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>
/// What the newest commands of a phone were taken for, so that one that comes again gets the same answer. Six are kept:
/// a phone sends the next command only when the one before was answered, so only the last can be in doubt.
/// </summary>
[JsonConverter(typeof(ReceiptsConverter))]
public readonly struct Receipts : IEquatable<Receipts>
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 6;

    private readonly Entry[]? _newestLast;

    private Receipts(Entry[] newestLast) => _newestLast = newestLast;

    /// <summary>The newest last.</summary>
    public ReadOnlySpan<Entry> Entries => _newestLast;

    /// <summary>Those given, the newest last.</summary>
    public static Receipts Of(ReadOnlySpan<Entry> newestLast) => new(newestLast.ToArray());

    /// <summary>What a command was taken for; <see cref="Receipt.None"/>: it is not among those kept.</summary>
    public Receipt Find(CommandId command)
    {
        foreach (var entry in Entries)
        {
            if (entry.Command == command)
            {
                return entry.Receipt;
            }
        }

        return Receipt.None;
    }

    /// <summary>With one more; the oldest is forgotten when there are too many.</summary>
    public Receipts With(CommandId command, Receipt receipt) =>
        new([.. Entries[Math.Max(0, Entries.Length - Capacity + 1)..], new Entry(command, receipt)]);

    /// <inheritdoc/>
    public bool Equals(Receipts other) => Entries.SequenceEqual(other.Entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Receipts other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.IsEmpty ? 0 : HashCode.Combine(Entries.Length, Entries[^1]);

    public static bool operator ==(Receipts left, Receipts right) => left.Equals(right);

    public static bool operator !=(Receipts left, Receipts right) => !left.Equals(right);

    /// <summary>One command and what it was taken for.</summary>
    public readonly record struct Entry(CommandId Command, Receipt Receipt);
}
