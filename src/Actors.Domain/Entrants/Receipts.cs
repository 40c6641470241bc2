using System.Text.Json.Serialization;
using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>
/// What the newest commands of a phone were taken for, so that one that comes again gets the same answer. Five are kept:
/// a phone sends the next command only when the one before was answered, so only the last can be in doubt.
/// </summary>
/// <remarks>
/// Of those that are forgotten one thing is known for ever: none was given later than the oldest that is kept, because
/// each takes over the moment of the one before when that is later.
/// </remarks>
[JsonConverter(typeof(ReceiptsConverter))]
public readonly struct Receipts : IEquatable<Receipts>
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 5;

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

    /// <summary>
    /// Whether a command given at a moment, which is not among those kept, may be one of those that are forgotten. It may
    /// also be one that was overtaken by as many as are kept: phones send in the order in which commands are given.
    /// </summary>
    public bool MayHaveForgotten(DateTimeOffset answeredAt) =>
        Entries.Length == Capacity && answeredAt.ToUnixTimeSeconds() < Entries[0].LatestSeconds;

    /// <summary>With one more; the oldest is forgotten when there are too many.</summary>
    /// <param name="command">Its identity.</param>
    /// <param name="receipt">What it was taken for.</param>
    /// <param name="answeredAt">When the phone says that it was given.</param>
    public Receipts With(CommandId command, Receipt receipt, DateTimeOffset answeredAt)
    {
        var seconds = (uint)Math.Clamp(answeredAt.ToUnixTimeSeconds(), 0, uint.MaxValue);
        var latest = Entries.IsEmpty ? seconds : Math.Max(seconds, Entries[^1].LatestSeconds);
        return new([.. Entries[Math.Max(0, Entries.Length - Capacity + 1)..], new Entry(command, receipt, latest)]);
    }

    /// <inheritdoc/>
    public bool Equals(Receipts other) => Entries.SequenceEqual(other.Entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Receipts other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.IsEmpty ? 0 : HashCode.Combine(Entries.Length, Entries[^1]);

    public static bool operator ==(Receipts left, Receipts right) => left.Equals(right);

    public static bool operator !=(Receipts left, Receipts right) => !left.Equals(right);

    /// <summary>One command and what it was taken for.</summary>
    /// <param name="Command">Its identity.</param>
    /// <param name="Receipt">What it was taken for.</param>
    /// <param name="LatestSeconds"> No command up to this one was given later, in seconds since 1970-01-01 UTC; 0 if it
    /// was not kept at that time. </param>
    public readonly record struct Entry(CommandId Command, Receipt Receipt, uint LatestSeconds);
}
