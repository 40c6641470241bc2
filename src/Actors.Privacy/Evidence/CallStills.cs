using System.Buffers.Binary;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Calls;
using Actors.Domain.Protection;
using Actors.Storage.Databases;

namespace Actors.Privacy.Evidence;

/// <summary>Seals stills under the key of their record and stores them.</summary>
internal sealed class CallStills(
    CallStillTable table, IRecordKeys keys, TimeProvider programmeClock, CallStillMeters meters) : ICallStills
{
    /// <inheritdoc/>
    public async Task<int> KeepAsync(
        CallStillOwner owner,
        IReadOnlyCollection<CallStill> stills,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken = default)
    {
        if (stills.DistinctBy(still => still.Number).Count() != stills.Count)
        {
            throw new ArgumentException("Two stills have the same number.", nameof(stills));
        }

        // A late repeat must not restore what was deleted.
        if (stills.Count == 0 || expiresAt <= programmeClock.GetUtcNow())
        {
            return 0;
        }

        var rows = await SealAsync(owner, stills, expiresAt, cancellationToken);
        var kept = await table.InsertAsync(rows, cancellationToken);
        meters.CountKept(kept);
        return kept;
    }

    private async Task<IReadOnlyCollection<StoredCallStill>> SealAsync(
        CallStillOwner owner,
        IReadOnlyCollection<CallStill> stills,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken)
    {
        using var key = await keys.OpenAsync(owner.Record, cancellationToken);
        return
        [
            .. stills.Select(still => new StoredCallStill(
                owner, still.Number, still.TakenAt, expiresAt, SealedStill.Seal(key, owner, still))),
        ];
    }
}

/// <summary>A stored still.</summary>
/// <param name="Owner">The call and the person.</param>
/// <param name="Number">The number among the stills of the owner.</param>
/// <param name="TakenAt">When it was taken, to the microsecond.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="Picture">The sealed picture; see <see cref="SealedStill"/>.</param>
internal sealed record StoredCallStill(
    CallStillOwner Owner, int Number, DateTimeOffset TakenAt, DateTimeOffset ExpiresAt, Sealed Picture);

/// <summary>
/// The sealed content of a still: a hash of its row, then the picture. The seal binds both to the record.
/// </summary>
internal static class SealedStill
{
    private const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>Seals a still.</summary>
    public static Sealed Seal(IRecordKey key, CallStillOwner owner, CallStill still)
    {
        var content = new byte[HashLength + still.Picture.Length];
        HashOfRow(owner, still.Number, still.TakenAt, content);
        still.Picture.Span.CopyTo(content.AsSpan(HashLength));
        var value = key.Seal(content, SealPurpose.Evidence);
        CryptographicOperations.ZeroMemory(content);
        return value;
    }

    /// <summary>Reads a still from an opened row.</summary>
    /// <exception cref="SealBrokenException">The content belongs to another row.</exception>
    public static CallStill Read(StoredCallStill row, byte[] content)
    {
        Span<byte> hash = stackalloc byte[HashLength];
        HashOfRow(row.Owner, row.Number, row.TakenAt, hash);
        return content.AsSpan().StartsWith(hash)
            ? new(row.Number, row.TakenAt, content.AsMemory(HashLength))
            : throw new SealBrokenException(row.Owner.Record, SealPurpose.Evidence);
    }

    /// <summary>All fields but the call id have a fixed length, so two rows never have the same bytes.</summary>
    private static void HashOfRow(CallStillOwner owner, int number, DateTimeOffset takenAt, Span<byte> hash)
    {
        var call = Encoding.ASCII.GetByteCount(owner.Call);
        var row = new byte[RecordId.ByteCount + sizeof(int) + sizeof(long) + call];
        owner.Person.Record.WriteTo(row);
        var rest = row.AsSpan(RecordId.ByteCount);
        BinaryPrimitives.WriteInt32BigEndian(rest, number);
        BinaryPrimitives.WriteInt64BigEndian(rest[sizeof(int)..], UnixMicroseconds.From(takenAt));
        Encoding.ASCII.GetBytes(owner.Call, rest[(sizeof(int) + sizeof(long))..]);
        SHA256.HashData(row, hash);
    }
}

/// <summary>Counts stills, without persons.</summary>
public sealed class CallStillMeters
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Actors.Evidence";

    private readonly Counter<long> _kept;
    private readonly Counter<long> _deleted;
    private long _overdue;

    /// <summary>Creates the instruments.</summary>
    public CallStillMeters(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _kept = meter.CreateCounter<long>("actors.evidence.kept", "{still}", "Stills of calls that were stored.");
        _deleted = meter.CreateCounter<long>("actors.evidence.deleted", "{still}", "Stills deleted because they had expired.");
        meter.CreateObservableGauge(
            "actors.evidence.overdue",
            () => Interlocked.Read(ref _overdue),
            "{still}",
            "Stills that had expired and were still there after the last sweep.");
    }

    internal void CountKept(int stills) => _kept.Add(stills);

    internal void CountDeleted(int stills) => _deleted.Add(stills);

    internal void ReportOverdue(long stills) => Interlocked.Exchange(ref _overdue, stills);
}
