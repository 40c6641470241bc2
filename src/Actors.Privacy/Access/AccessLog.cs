using System.Data.Common;
using Actors.Domain.Protection;
using Actors.Storage.Databases;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Privacy.Access;

/// <summary>
/// The append-only log of who saw whose personal data. Appends of many readers at once go into one transaction and come
/// back when it is durable; several servers take turns, so there is one chain.
/// </summary>
public sealed partial class AccessLog : IDisposable
{
    private const string TooLate = "The access log did not take the entry in time.";

    private readonly IAccessLogTable _table;
    private readonly AccessChain _chain;
    private readonly TimeProvider _time;
    private readonly PersonalDataOptions _options;
    private readonly ProtectionMeters _meters;
    private readonly ILogger<AccessLog> _logger;

    private readonly Lock _lock = new();
    private readonly LinkedList<PendingAccess> _pending = new();
    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>
    /// The last head this process has seen. A log that later ends before it was cut while the process ran.
    /// </summary>
    private AccessLogAnchor _seen = AccessLogAnchor.Beginning;

    /// <summary>The log in a table.</summary>
    /// <param name="table">Where it is kept.</param>
    /// <param name="chain">Makes and checks the hashes.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="options">Limits of queue, batch and waiting.</param>
    /// <param name="meters">Counts entries and failures.</param>
    /// <param name="logger">Gets an anchor now and then.</param>
    internal AccessLog(
        IAccessLogTable table,
        AccessChain chain,
        TimeProvider time,
        IOptions<PersonalDataOptions> options,
        ProtectionMeters meters,
        ILogger<AccessLog> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _table = table;
        _chain = chain;
        _time = time;
        _options = options.Value;
        _meters = meters;
        _logger = logger;
    }

    /// <summary>Appends an entry. When this returns it is on disk.</summary>
    /// <returns>The number and hash of the entry.</returns>
    /// <exception cref="AccessLogUnavailableException">
    /// It cannot be written, not in time, or too many wait already. It may be in the log all the same when only the
    /// answer was lost: the log says too much rather than too little.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller gave up; the entry may be in the log.</exception>
    public async Task<AccessLogAnchor> AppendAsync(AccessRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var pending = Enqueue(request);
        using var timeout = new CancellationTokenSource(_options.AccessLogTimeout, _time);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await _writing.WaitAsync(giveUp.Token);
            try
            {
                // Whoever has its turn writes for all that wait; most find their entry written when their turn comes.
                while (!pending.Written.IsCompleted)
                {
                    await WriteBatchAsync();
                }
            }
            finally
            {
                _writing.Release();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Withdraw(pending);
            throw Unavailable(TooLate);
        }
        catch (OperationCanceledException)
        {
            Withdraw(pending);
            throw;
        }

        return await pending.Written;
    }

    /// <summary>The last entry as an anchor to be kept elsewhere; null: the log is empty.</summary>
    /// <exception cref="DbException">The log cannot be read.</exception>
    public Task<AccessLogAnchor?> ReadHeadAsync(CancellationToken cancellationToken = default) =>
        _table.ReadHeadAsync(cancellationToken);

    /// <summary>Entries above a number, in order. For the auditor.</summary>
    /// <exception cref="DbException">The log cannot be read.</exception>
    public Task<IReadOnlyList<AccessLogEntry>> ReadAsync(
        long after, int limit, CancellationToken cancellationToken = default) =>
        _table.ReadAsync(after, limit, cancellationToken);

    /// <summary>
    /// Entries about one record above a number, in order. For the auditor, and for the copy of the person's data.
    /// </summary>
    /// <exception cref="DbException">The log cannot be read.</exception>
    public Task<IReadOnlyList<AccessLogEntry>> ReadAboutAsync(
        RecordId subject, long after, int limit, CancellationToken cancellationToken = default) =>
        _table.ReadAboutAsync(subject.ToString(), after, limit, cancellationToken);

    /// <summary>
    /// Goes through the whole log and finds the first entry that was edited, moved, forged or deleted. That the end was
    /// cut off shows only against an anchor from after the cut entries.
    /// </summary>
    /// <param name="anchors">Heads of the log from earlier, kept elsewhere.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DbException">The log cannot be read.</exception>
    public Task<AccessLogVerdict> VerifyAsync(
        IReadOnlyCollection<AccessLogAnchor> anchors, CancellationToken cancellationToken = default) =>
        new AccessLogVerifier(_table, _chain).VerifyAsync(anchors, cancellationToken);

    /// <summary>Ends the use of the log.</summary>
    public void Dispose() => _writing.Dispose();

    private PendingAccess Enqueue(AccessRequest request)
    {
        var pending = new PendingAccess(request, _time.GetTimestamp());
        lock (_lock)
        {
            if (_pending.Count < _options.AccessLogQueue)
            {
                _pending.AddLast(pending);
                return pending;
            }
        }

        throw Unavailable("Too many entries wait for the access log.");
    }

    private void Withdraw(PendingAccess pending)
    {
        lock (_lock)
        {
            _pending.Remove(pending);
        }
    }

    private List<PendingAccess> TakeBatch()
    {
        lock (_lock)
        {
            var batch = new List<PendingAccess>();
            while (batch.Count < _options.AccessLogBatch && _pending.First is { } first)
            {
                _pending.RemoveFirst();
                if (_time.GetElapsedTime(first.Value.Since) < _options.AccessLogTimeout)
                {
                    batch.Add(first.Value);
                }
                else
                {
                    first.Value.Fail(Unavailable(TooLate));
                }
            }

            return batch;
        }
    }

    /// <summary>Writes for everybody in the batch, so it does not end when the one whose turn it is gives up.</summary>
    private async Task WriteBatchAsync()
    {
        var batch = TakeBatch();
        if (batch.Count == 0)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(_options.AccessLogTimeout, _time);
        try
        {
            var anchors = await WriteAsync(batch, timeout.Token);
            _meters.CountAccessEntries(batch.Count);
            foreach (var (pending, anchor) in batch.Zip(anchors))
            {
                pending.Succeed(anchor);
                if (anchor.Sequence % _options.AccessLogAnchorEvery == 0)
                {
                    LogAnchor(anchor);
                }
            }
        }
#pragma warning disable CA1031 // Whatever goes wrong, nobody may read on the strength of these entries.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var unavailable = Unavailable("The access log cannot be written.", exception);
            batch.ForEach(pending => pending.Fail(unavailable));
        }
    }

    private async Task<List<AccessLogAnchor>> WriteAsync(List<PendingAccess> batch, CancellationToken cancellationToken)
    {
        IReadOnlyList<AccessLogEntry> entries = [];
        await _table.AppendAsync(head => entries = Follow(head, batch), cancellationToken);
        var anchors = entries.Select(entry => new AccessLogAnchor(entry.Sequence, entry.Hash)).ToList();
        _seen = anchors[^1];
        return anchors;
    }

    private List<AccessLogEntry> Follow(AccessLogAnchor head, List<PendingAccess> batch)
    {
        if (head.Sequence < _seen.Sequence || (head.Sequence == _seen.Sequence && head != _seen))
        {
            throw new InvalidOperationException($"The access log ends at {head}, but this process has seen {_seen}.");
        }

        var entries = new List<AccessLogEntry>(batch.Count);
        foreach (var pending in batch)
        {
            var entry = Next(head, pending.Request);
            entries.Add(entry);
            head = new AccessLogAnchor(entry.Sequence, entry.Hash);
        }

        return entries;
    }

    private AccessLogEntry Next(AccessLogAnchor head, AccessRequest request)
    {
        var entry = new AccessLogEntry
        {
            Sequence = head.Sequence + 1,
            AtMicroseconds = UnixMicroseconds.From(_time.GetUtcNow()),
            ActorId = request.Actor.Id,
            Role = request.Actor.Role,
            Subject = request.Subject.ToString(),
            What = string.Join(',', request.What),
            Why = request.Why.ToString(),
            KeyId = _chain.CurrentKey.Text,
            PreviousHash = head.Hash,
        };
        return entry with { Hash = _chain.Hash(entry) };
    }

    private AccessLogUnavailableException Unavailable(string message, Exception? cause = null)
    {
        _meters.CountFailure(ProtectionFailure.AccessLogUnavailable);
        LogUnavailable(cause, message);
        return new AccessLogUnavailableException($"{message} Nothing was opened.", cause);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Anchor of the access log: {Anchor}")]
    private partial void LogAnchor(AccessLogAnchor anchor);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Problem} Personal data stays closed to staff.")]
    private partial void LogUnavailable(Exception? exception, string problem);
}

/// <summary>The access log could not be written, so the privileged read did not take place: nothing was opened.</summary>
public sealed class AccessLogUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
