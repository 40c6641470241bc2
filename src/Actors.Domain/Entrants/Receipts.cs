using System.Collections.Immutable;
using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>
/// The receipts of the newest commands of a phone. A repeated command gets the same answer. Five are kept: a phone
/// sends its next command only after the answer to the one before, so only the last can be repeated.
/// </summary>
/// <remarks>
/// No forgotten command was given later than the oldest receipt that is kept, because each receipt takes over the time
/// of the one before if that is later.
/// </remarks>
public readonly struct Receipts : IEquatable<Receipts>
{
    /// <summary>The maximum number of receipts.</summary>
    public const int Capacity = 5;

    private readonly ImmutableArray<Entry> _newestLast;

    private Receipts(ImmutableArray<Entry> newestLast) => _newestLast = newestLast;

    /// <summary>The receipts, the newest last.</summary>
    public ImmutableArray<Entry> Entries => _newestLast.IsDefault ? [] : _newestLast;

    /// <summary>Holds receipts, the newest last.</summary>
    public static Receipts Of(ImmutableArray<Entry> newestLast) => new(newestLast);

    /// <summary>The receipt of a command; <see cref="Receipt.None"/> if it is not kept.</summary>
    public Receipt Find(CommandId command) => FindEntry(command)?.Receipt ?? Receipt.None;

    /// <summary>
    /// The reply to a command that came before: the same receipt, or a refusal if another command had its id.
    /// <c>null</c> if no such command is kept.
    /// </summary>
    public EntrantReply? Repeat(CommandId command, uint fingerprint) => FindEntry(command) is not { } entry ? null
        : entry.Fingerprint == 0 || entry.Fingerprint == fingerprint ? EntrantReply.Of(entry.Receipt)
        : EntrantReply.Of(Refusals.CommandIdUsed);

    private Entry? FindEntry(CommandId command)
    {
        foreach (var entry in Entries)
        {
            if (entry.Command == command)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a command without a receipt may have been accepted and forgotten, by the time at which it was given.
    /// Phones send commands in the order in which they were given, so a new command is later than the oldest receipt.
    /// </summary>
    public bool MayHaveForgotten(DateTimeOffset answeredAt) =>
        Entries.Length == Capacity && answeredAt.ToUnixTimeSeconds() < Entries[0].LatestSeconds;

    /// <summary>Adds a receipt and forgets the oldest if there are too many.</summary>
    /// <param name="command">Its identity.</param>
    /// <param name="receipt">The receipt.</param>
    /// <param name="answeredAt">When the command was given.</param>
    /// <param name="fingerprint">See <see cref="Answer.Fingerprint"/>.</param>
    public Receipts With(CommandId command, Receipt receipt, DateTimeOffset answeredAt, uint fingerprint)
    {
        var seconds = (uint)Math.Clamp(answeredAt.ToUnixTimeSeconds(), 0, uint.MaxValue);
        var latest = Entries.IsEmpty ? seconds : Math.Max(seconds, Entries[^1].LatestSeconds);
        var kept = Entries.AsSpan()[Math.Max(0, Entries.Length - (Capacity - 1))..];
        return new([.. kept, new Entry(command, receipt, latest, fingerprint)]);
    }

    /// <inheritdoc/>
    public bool Equals(Receipts other) => Entries.SequenceEqual(other.Entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Receipts other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.IsEmpty ? 0 : HashCode.Combine(Entries.Length, Entries[^1]);

    public static bool operator ==(Receipts left, Receipts right) => left.Equals(right);

    public static bool operator !=(Receipts left, Receipts right) => !left.Equals(right);

    /// <summary>A command and its receipt, in 16 bytes, because the state of each person has five of them.</summary>
    public readonly record struct Entry
    {
        private readonly uint _packed;

        /// <summary>Keeps a receipt.</summary>
        /// <param name="command">The command.</param>
        /// <param name="receipt">The receipt.</param>
        /// <param name="latestSeconds">See <see cref="LatestSeconds"/>.</param>
        /// <param name="fingerprint">See <see cref="Fingerprint"/>, of 24 bits.</param>
        public Entry(CommandId command, Receipt receipt, uint latestSeconds, uint fingerprint = 0)
        {
            Command = command;
            LatestSeconds = latestSeconds;
            _packed = (fingerprint << 8) | (uint)receipt;
        }

        /// <summary>The command.</summary>
        public CommandId Command { get; }

        /// <summary>
        /// The latest time at which this command or an earlier one was given, in seconds since 1970-01-01 UTC; 0 in states
        /// of version 1, which did not keep it.
        /// </summary>
        public uint LatestSeconds { get; }

        /// <summary>The receipt.</summary>
        public Receipt Receipt => (Receipt)(byte)(_packed & 0xFF);

        /// <summary>See <see cref="Answer.Fingerprint"/>; 0 in states before version 3.</summary>
        public uint Fingerprint => _packed >> 8;
    }
}

/// <summary>How an accepted command of a phone was understood. The numbers are stored and keep their meaning.</summary>
[GenerateSerializer]
[Alias("receipt")]
public enum Receipt : byte
{
    /// <summary>No command was accepted.</summary>
    None = 0,

    /// <summary>Check-in at a known place, or at the first one.</summary>
    CheckedIn = 1,

    /// <summary>Check-in outside all known places: accepted, and staff look at it.</summary>
    CheckedInAtNewPlace = 2,

    /// <summary>Location report in time, or without a prompt.</summary>
    LocationReceived = 3,

    /// <summary>Location report after its time: kept and marked late.</summary>
    LocationReceivedLate = 4,

    /// <summary>Location report that leaves the place uncertain: a second fix is asked for.</summary>
    SecondFixWanted = 5,

    /// <summary>Health report without symptoms.</summary>
    HealthReceived = 6,

    /// <summary>Health report after its time: kept and marked late.</summary>
    HealthReceivedLate = 7,

    /// <summary>Health report with symptoms: the phone shows the contact of the health centre at once.</summary>
    SymptomsReceived = 8,

    /// <summary>Check-in with a position that cannot be used: accepted, and the place is learnt from the next one.</summary>
    CheckedInWithoutPosition = 9,

    /// <summary>Location report with a position that cannot be used: kept, and the phone is to be mended.</summary>
    PositionUnusable = 10,
}

/// <summary>The answer to a command of a phone: a receipt or a refusal.</summary>
/// <param name="Receipt">The receipt; <see cref="Receipt.None"/> if the command was refused.</param>
/// <param name="Refusal">The reason for a refusal; <c>null</c> if the command was accepted, now or before.</param>
[GenerateSerializer]
[Alias("entrant-reply")]
[Immutable]
public sealed record EntrantReply([property: Id(0)] Receipt Receipt, [property: Id(1)] Refusal? Refusal)
{
    /// <summary>Creates the answer to an accepted command, which is durable.</summary>
    public static EntrantReply Of(Receipt receipt) => new(receipt, null);

    /// <summary>Creates the answer to a refused command.</summary>
    public static EntrantReply Of(Refusal refusal) => new(Receipt.None, refusal);
}
