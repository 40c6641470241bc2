using Actors.Domain.Ledger;
using Actors.Storage.Ledger;

namespace Actors.Storage.States;

/// <summary>A write or clear of one row, with the events that go with it, on its way through the commit queue.</summary>
internal sealed class StateChange(StateKey key, uint keyHash, long expectedVersion)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Over = 2;
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationToken _cancellation;
    private CancellationTokenRegistration _registration;
    private int _stage;

    /// <summary>The row.</summary>
    public StateKey Key => key;

    /// <summary>Hash of the grain: its partition and its lane follow from it.</summary>
    public uint KeyHash => keyHash;

    /// <summary>The version the writer read; 0: there was no row.</summary>
    public long ExpectedVersion => expectedVersion;

    /// <summary>The version after the write.</summary>
    public long NewVersion => expectedVersion + 1;

    /// <summary>The part of the due index.</summary>
    public int Partition => (int)(keyHash % Domain.Limits.DuePartitions);

    /// <summary>When the grain is due, in microseconds; null: never.</summary>
    public long? DueAt { get; init; }

    /// <summary>How urgent; null: never due.</summary>
    public DuePriority? DuePriority { get; init; }

    /// <summary>The encoded state; null: the row is cleared.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>The checksum of the new row; 0 for a clear.</summary>
    public uint Checksum { get; init; }

    /// <summary>What goes into the ledger with it.</summary>
    public LedgerAppend[] Events { get; init; } = [];

    /// <summary>Set by the store when the transaction has committed.</summary>
    public ChangeOutcome Outcome { get; set; }

    /// <summary>Ends when the change is durable, refused, or given up.</summary>
    public Task Completion => _completion.Task;

    /// <summary>From now on the token takes the change out of the queue, as long as no transaction has it.</summary>
    public void WatchCancellation(CancellationToken cancellation)
    {
        if (cancellation.CanBeCanceled)
        {
            _cancellation = cancellation;
            _registration = cancellation.UnsafeRegister(static change => ((StateChange)change!).Withdraw(), this);
        }
    }

    /// <summary>Takes it into a transaction; false: its caller has given up.</summary>
    public bool TryTake()
    {
        if (_cancellation.IsCancellationRequested)
        {
            Withdraw();
        }

        return Interlocked.CompareExchange(ref _stage, Taken, Waiting) == Waiting;
    }

    /// <summary>The transaction did not happen: its caller may give up again.</summary>
    public void PutBack() => Interlocked.CompareExchange(ref _stage, Waiting, Taken);

    /// <summary>Tells the caller that it is over.</summary>
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

    private void Withdraw()
    {
        if (Interlocked.CompareExchange(ref _stage, Over, Waiting) == Waiting)
        {
            _completion.TrySetCanceled(_cancellation);
        }
    }
}

/// <summary>What a committed transaction did with one change.</summary>
internal enum ChangeOutcome
{
    /// <summary>Not tried yet, or refused because the stored version is another.</summary>
    Conflict,

    /// <summary>Done and durable.</summary>
    Done,
}
