using System.Globalization;
using Actors.Domain.Ledger;
using Actors.Storage.Ledger;
using Actors.Storage.Serialization;
using Orleans.Storage;

namespace Actors.Storage.States;

/// <summary>A write or clear of one row with its events, in the commit queue.</summary>
internal sealed class StateChange(StateKey key, uint keyHash, long expectedVersion)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Over = 2;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _cancellation;
    private CancellationTokenRegistration _registration;
    private int _stage;

    /// <summary>The key of the row.</summary>
    public StateKey Key => key;

    /// <summary>The hash of the grain, which determines partition and lane.</summary>
    public uint KeyHash => keyHash;

    /// <summary>The version that the writer read; 0 if there was no row.</summary>
    public long ExpectedVersion => expectedVersion;

    /// <summary>The version after the write.</summary>
    public long NewVersion => expectedVersion + 1;

    /// <summary>The partition of the due index.</summary>
    public int Partition => (int)(keyHash % Domain.Limits.DuePartitions);

    /// <summary>When the grain is due, in microseconds since 1970-01-01 UTC; <c>null</c> if never.</summary>
    public long? DueAt { get; init; }

    /// <summary>The priority; <c>null</c> if never due.</summary>
    public DuePriority? DuePriority { get; init; }

    /// <summary>The encoded state; <c>null</c> to clear the row.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>The checksum of the new row; 0 for a clear.</summary>
    public uint Checksum { get; init; }

    /// <summary>The events to append with it.</summary>
    public LedgerAppend[] Events { get; init; } = [];

    /// <summary>The outcome. The store sets it when the transaction has committed.</summary>
    public ChangeOutcome Outcome { get; set; }

    /// <summary>Completes when the change is durable, rejected or cancelled.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Lets the token withdraw the change while no transaction has taken it.</summary>
    public void WatchCancellation(CancellationToken cancellation)
    {
        if (cancellation.CanBeCanceled)
        {
            _cancellation = cancellation;
            _registration = cancellation.UnsafeRegister(static change => ((StateChange)change!).Withdraw(), this);
        }
    }

    /// <summary>Takes the change into a transaction. Returns <c>false</c> if its caller has cancelled.</summary>
    public bool TryTake()
    {
        if (_cancellation.IsCancellationRequested)
        {
            Withdraw();
        }

        return Interlocked.CompareExchange(ref _stage, Taken, Waiting) == Waiting;
    }

    /// <summary>Returns the change to the queue after a failed transaction, so that its caller can cancel again.</summary>
    public void PutBack() => Interlocked.CompareExchange(ref _stage, Waiting, Taken);

    /// <summary>Completes the change for its caller.</summary>
    public void Complete(Exception? failure)
    {
        _registration.Unregister();
        Volatile.Write(ref _stage, Over);
        if (failure is null)
        {
            _completion.TrySetResult();
        }
        else
        {
            _completion.TrySetException(failure);
        }
    }

    /// <summary>The exception of a change whose version did not match.</summary>
    /// <remarks>It does not name the stored version, which may have changed again.</remarks>
    public InconsistentStateException Conflict() => new(
        $"Version conflict on {key.StateName} of a grain of type {key.GrainType}.",
        storedEtag: null,
        currentEtag: expectedVersion == 0 ? null : expectedVersion.ToString(CultureInfo.InvariantCulture));

    private void Withdraw()
    {
        if (Interlocked.CompareExchange(ref _stage, Over, Waiting) == Waiting)
        {
            _completion.TrySetCanceled(_cancellation);
        }
    }
}

/// <summary>The outcome of a change in a committed transaction.</summary>
internal enum ChangeOutcome
{
    /// <summary>Not tried yet, or rejected because the stored version differs.</summary>
    Conflict,

    /// <summary>Written and durable.</summary>
    Done,
}

/// <summary>A row of <c>grain_state</c> without its key.</summary>
/// <param name="Version">The number of times the row was written.</param>
/// <param name="DueAt">When the grain is due, in microseconds since 1970-01-01 UTC; <c>null</c> if never.</param>
/// <param name="DuePriority">The priority; <c>null</c> if never due.</param>
/// <param name="Payload">The encoded state.</param>
/// <param name="Checksum">The checksum of the key and all of the above.</param>
internal readonly record struct StoredState(
    long Version, long? DueAt, DuePriority? DuePriority, byte[] Payload, uint Checksum)
{
    /// <summary>Computes the checksum of a row.</summary>
    public static uint ChecksumOf(
        in StateKey key, long version, long? dueAt, DuePriority? duePriority, ReadOnlySpan<byte> payload)
    {
        var checksum = new RecordChecksum();
        checksum.Add(key.GrainType);
        checksum.Add(key.GrainKey);
        checksum.Add(key.StateName);
        checksum.Add(version);
        checksum.Add(dueAt ?? long.MinValue);
        checksum.Add((long?)duePriority ?? long.MinValue);
        checksum.Add(payload);
        return checksum.Value;
    }

    /// <summary>Whether the checksum matches the key and the row.</summary>
    public bool IsIntact(in StateKey key) => Checksum == ChecksumOf(key, Version, DueAt, DuePriority, Payload);
}

/// <summary>The key of a row of <c>grain_state</c>.</summary>
internal readonly record struct StateKey(string GrainType, string GrainKey, string StateName);
