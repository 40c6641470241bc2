using System.Data.Common;
using Actors.Domain.Protection;
using Actors.Storage.Databases;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Privacy.Access;

/// <summary>
/// The append-only log of who opened whose personal data. Concurrent appends share a transaction and return when it is
/// durable. Several servers take turns, so there is one chain.
/// </summary>
public sealed partial class AccessLog : IDisposable
{
    private const string TooLate = "The access log did not store the entry in time.";

    private readonly AccessLogTable _table;
    private readonly AccessChain _chain;
    private readonly TimeProvider _time;
    private readonly PersonalDataOptions _options;
    private readonly ProtectionMeters _meters;
    private readonly ILogger<AccessLog> _logger;

    private readonly Lock _lock = new();
    private readonly LinkedList<PendingAccess> _pending = new();
    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>
    /// The last head this process has seen. If the log later ends before it, the log was cut while the process ran.
    /// </summary>
    private AccessLogAnchor _seen = AccessLogAnchor.Beginning;

    /// <summary>Uses a table.</summary>
    /// <param name="table">Stores the entries.</param>
    /// <param name="chain">Computes the hashes.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="options">The limits of queue, batch and waiting.</param>
    /// <param name="meters">Counts entries and failures.</param>
    /// <param name="logger">Gets anchors and failures.</param>
    internal AccessLog(
        AccessLogTable table,
        AccessChain chain,
        TimeProvider time,
        IOptions<PersonalDataOptions> options,
        ProtectionMeters meters,
        ILogger<AccessLog> logger)
    {
        _table = table;
        _chain = chain;
        _time = time;
        _options = options.Value;
        _meters = meters;
        _logger = logger;
    }

    /// <summary>Appends an entry. It is on disk when this returns.</summary>
    /// <returns>The number and hash of the entry.</returns>
    /// <exception cref="AccessLogUnavailableException">
    /// The entry could not be written in time, or too many entries wait. It may be in the log anyway if only the answer was
    /// lost: the log may contain an access that did not happen, but never lacks one that did.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; the entry may be in the log.</exception>
    public async Task<AccessLogAnchor> AppendAsync(AccessRequest request, CancellationToken cancellationToken = default)
    {
        var pending = Enqueue(request);
        using var timeout = new CancellationTokenSource(_options.AccessLogTimeout, _time);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await _writing.WaitAsync(giveUp.Token);
            try
            {
                // The holder of the semaphore writes for all that wait. Most find their entry written when they get it.
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

    /// <summary>Reads the last entry as an anchor; <c>null</c> if the log is empty.</summary>
    /// <exception cref="DbException">The log cannot be read.</exception>
    public Task<AccessLogAnchor?> ReadHeadAsync(CancellationToken cancellationToken = default) =>
        _table.ReadHeadAsync(cancellationToken);

    /// <summary>Reads entries above a sequence, in order, for the auditor.</summary>
    /// <exception cref="DbException">The log cannot be read.</exception>
    public Task<IReadOnlyList<AccessLogEntry>> ReadAsync(
        long after, int limit, CancellationToken cancellationToken = default) =>
        _table.ReadAsync(after, limit, cancellationToken);

    /// <summary>
    /// Reads entries about one record above a sequence, in order, for the auditor and for a copy of the person's data.
    /// </summary>
    /// <exception cref="DbException">The log cannot be read.</exception>
    public Task<IReadOnlyList<AccessLogEntry>> ReadAboutAsync(
        RecordId subject, long after, int limit, CancellationToken cancellationToken = default) =>
        _table.ReadAboutAsync(subject.ToString(), after, limit, cancellationToken);

    /// <summary>
    /// Reads the whole log and finds the first entry that was edited, moved, forged or deleted. A cut end is found only with
    /// an anchor of the cut entries or later.
    /// </summary>
    /// <param name="anchors">Earlier heads of the log, kept outside the database.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="DbException">The log cannot be read.</exception>
    public Task<AccessLogVerdict> VerifyAsync(
        IReadOnlyCollection<AccessLogAnchor> anchors, CancellationToken cancellationToken = default) =>
        new AccessLogVerifier(_table, _chain).VerifyAsync(anchors, cancellationToken);

    /// <summary>Releases the semaphore.</summary>
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

        throw Unavailable("Too many entries wait to be written to the access log.");
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

    /// <summary>Writes for all callers in the batch, so it ignores the cancellation of a single one.</summary>
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
#pragma warning disable CA1031 // Any exception must make all reads of this batch fail.
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

    [LoggerMessage(Level = LogLevel.Error,
        Message = "{Problem} The read is refused: staff cannot open personal data until the access log can be written.")]
    private partial void LogUnavailable(Exception? exception, string problem);
}

/// <summary>The access log could not be written, so the privileged read was refused. Nothing was opened.</summary>
public sealed class AccessLogUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
