using Actors.Storage.Databases;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Storage.States;

/// <summary>
/// Commits batches on its own connection, one at a time. After a failure it closes the connection, and the next batch opens
/// a new one.
/// </summary>
internal sealed class PostgresCommitter : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly Fence _fence;
    private readonly PostgresBatchParameters _parameters = new();
    private readonly NpgsqlParameter<long> _token = new("fence", NpgsqlDbType.Bigint);
    private readonly Dictionary<BatchShape, NpgsqlCommand> _commands = [];
    private NpgsqlConnection? _connection;

    public PostgresCommitter(string connectionString, Fence fence)
    {
        _fence = fence;
        _connectionString = SessionOf(connectionString);
    }

    /// <summary>Adds the settings for commits to a connection string.</summary>
    internal static string SessionOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        // Closing must end the session, and with it any fault in it.
        Pooling = false,
        // Plans are made once, when the tables may be empty, and must stay right for millions of rows: look up rows by the
        // primary key, never scan a table or index, and hash-join the batch. Answer after the flush whatever the server's
        // default is.
        Options = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_mergejoin=off"
            + " -c enable_bitmapscan=off -c random_page_cost=1.1 -c jit=off -c synchronous_commit=on",
    }.ToString();

    public async ValueTask CommitAsync(IReadOnlyList<StateChange> batch, CancellationToken cancellationToken)
    {
        if (_fence.IsFencedOff)
        {
            throw new FencedOffException();
        }

        var command = await PrepareAsync(batch, cancellationToken);
        try
        {
            // No cancellation from here on: the outcome of a sent transaction must be known.
            await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
            while (await reader.ReadAsync(CancellationToken.None))
            {
                Mark(batch, reader.GetInt64(0));
            }

            // The last row arrives before the commit. Only the end of the answer confirms it.
            await reader.NextResultAsync(CancellationToken.None);
        }
        catch (FencedOffException)
        {
            throw;
        }
        catch (Exception exception)
        {
            var isAnswer = exception is PostgresException { Severity: "ERROR" };
            if (!isAnswer)
            {
                await CloseAsync();
            }

            throw isAnswer
                ? PostgresFailures.Classify((PostgresException)exception)
                : new CommitOutcomeUnknownException(exception);
        }
        finally
        {
            _parameters.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    private void Mark(IReadOnlyList<StateChange> batch, long ordinal)
    {
        if (ordinal == PostgresBatchSql.FencedOff)
        {
            _fence.MarkFencedOff();
            throw new FencedOffException();
        }

        batch[(int)ordinal - 1].Outcome = ChangeOutcome.Done;
    }

    private async ValueTask<NpgsqlCommand> PrepareAsync(IReadOnlyList<StateChange> batch, CancellationToken cancellationToken)
    {
        var shape = _parameters.Fill(batch);
        if (_fence.Token is { } token)
        {
            shape |= BatchShape.Fenced;
            _token.TypedValue = token;
        }

        try
        {
            if (_connection is null)
            {
                _connection = new NpgsqlConnection(_connectionString);
                await _connection.OpenAsync(cancellationToken);
            }

            if (!_commands.TryGetValue(shape, out var command))
            {
                command = (NpgsqlCommand)_connection.Command(PostgresBatchSql.For(shape));
                _parameters.Bind(command.Parameters, shape);
                if (shape.HasFlag(BatchShape.Fenced))
                {
                    command.Parameters.Add(_token.Clone());
                }

                await command.PrepareAsync(cancellationToken);
                _commands.Add(shape, command);
            }

            if (shape.HasFlag(BatchShape.Fenced))
            {
                command.Parameters["fence"].Value = _token.TypedValue;
            }

            return command;
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            // Nothing of the batch was sent.
            _parameters.Clear();
            await CloseAsync();
            throw new StoreUnavailableException(PostgresFailures.Reason(exception), exception);
        }
        catch
        {
            _parameters.Clear();
            await CloseAsync();
            throw;
        }
    }

    private async ValueTask CloseAsync()
    {
        foreach (var command in _commands.Values)
        {
            await command.DisposeAsync();
        }

        _commands.Clear();
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }
}

/// <summary>
/// Stores state rows and the ledger on PostgreSQL: one statement per batch, one connection per lane, other connections for
/// reads.
/// </summary>
internal sealed class PostgresStateStore : IStateStore
{
    private readonly PostgresStateReader _reader;
    private readonly PostgresCommitter[] _committers;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="database">The database.</param>
    /// <param name="fence">Checked in every commit if it has a token.</param>
    /// <param name="lanes">The number of connections that commit in parallel, 1–4.</param>
    public PostgresStateStore(PostgresDatabase database, Fence fence, int lanes)
    {
        _reader = new(database.ConnectionString);
        _committers = [.. Enumerable.Range(0, lanes).Select(_ => new PostgresCommitter(database.ConnectionString, fence))];
    }

    public int Lanes => _committers.Length;

    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken) =>
        _reader.ReadAsync(key, cancellationToken);

    public ValueTask CommitAsync(int lane, IReadOnlyList<StateChange> batch, CancellationToken cancellationToken) =>
        _committers[lane].CommitAsync(batch, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        foreach (var committer in _committers)
        {
            await committer.DisposeAsync();
        }
    }
}

/// <summary>Tells temporary failures from failures that a batch causes.</summary>
internal static class PostgresFailures
{
    /// <summary>
    /// Classifies a rejected statement by the error classes of PostgreSQL's appendix A: 53 insufficient resources, 40
    /// transaction rollback, 55 object not in prerequisite state, 57 operator intervention, 58 system error, and 25006
    /// read-only transaction (a standby).
    /// </summary>
    public static Exception Classify(PostgresException exception) => exception.SqlState[..2] switch
    {
        "53" or "40" or "55" or "57" or "58" => new StoreUnavailableException(Reason(exception), exception),
        "25" when exception.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction =>
            new StoreUnavailableException(Reason(exception), exception),
        _ => exception,
    };

    /// <summary>Describes the failure without data.</summary>
    public static string Reason(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "The disk of the database server is full.",
        PostgresException postgres => $"PostgreSQL reports error {postgres.SqlState}: {postgres.MessageText}",
        _ => $"The database server cannot be reached: {exception.Message}",
    };
}

/// <summary>The arrays that pass a batch to PostgreSQL, reused for every batch.</summary>
internal sealed class PostgresBatchParameters
{
    private readonly Column<string> _types = new("types", NpgsqlDbType.Text);
    private readonly Column<string> _keys = new("keys", NpgsqlDbType.Text);
    private readonly Column<string> _names = new("names", NpgsqlDbType.Text);
    private readonly Column<long> _versions = new("versions", NpgsqlDbType.Bigint);
    private readonly Column<short> _partitions = new("partitions", NpgsqlDbType.Smallint);
    private readonly Column<long?> _dueAts = new("due_ats", NpgsqlDbType.Bigint);
    private readonly Column<short?> _duePriorities = new("due_priorities", NpgsqlDbType.Smallint);
    private readonly Column<byte[]?> _payloads = new("payloads", NpgsqlDbType.Bytea);
    private readonly Column<long> _checksums = new("checksums", NpgsqlDbType.Bigint);
    private readonly Column<long> _eventOrdinals = new("event_ordinals", NpgsqlDbType.Bigint);
    private readonly Column<long> _eventSequences = new("event_sequences", NpgsqlDbType.Bigint);
    private readonly Column<long> _eventAts = new("event_ats", NpgsqlDbType.Bigint);
    private readonly Column<string> _eventKinds = new("event_kinds", NpgsqlDbType.Text);
    private readonly Column<byte[]> _eventPayloads = new("event_payloads", NpgsqlDbType.Bytea);
    private readonly Column<long> _eventChecksums = new("event_checksums", NpgsqlDbType.Bigint);
    private readonly IColumn[] _rows;
    private readonly IColumn[] _events;

    public PostgresBatchParameters()
    {
        _rows = [_types, _keys, _names, _versions, _partitions, _dueAts, _duePriorities, _payloads, _checksums];
        _events = [_eventOrdinals, _eventSequences, _eventAts, _eventKinds, _eventPayloads, _eventChecksums];
    }

    private interface IColumn
    {
        NpgsqlParameter Parameter { get; }

        void Clear();
    }

    /// <summary>Fills the arrays with a batch. Returns the shape of its statement, without the fence.</summary>
    public BatchShape Fill(IReadOnlyList<StateChange> batch)
    {
        Clear();
        var shape = BatchShape.Empty;
        for (var i = 0; i < batch.Count; i++)
        {
            var change = batch[i];
            change.Outcome = ChangeOutcome.Conflict;
            shape |= change switch
            {
                { Payload: null } => BatchShape.Clears,
                { ExpectedVersion: 0 } => BatchShape.Inserts,
                _ => BatchShape.Updates,
            };
            _types.Add(change.Key.GrainType);
            _keys.Add(change.Key.GrainKey);
            _names.Add(change.Key.StateName);
            _versions.Add(change.ExpectedVersion);
            _partitions.Add((short)change.Partition);
            _dueAts.Add(change.DueAt);
            _duePriorities.Add((short?)change.DuePriority);
            _payloads.Add(change.Payload);
            _checksums.Add(change.Checksum);
            foreach (var entry in change.Events)
            {
                _eventOrdinals.Add(i + 1);
                _eventSequences.Add(entry.Sequence);
                _eventAts.Add(entry.At);
                _eventKinds.Add(entry.Kind);
                _eventPayloads.Add(entry.Payload);
                _eventChecksums.Add(entry.Checksum);
            }
        }

        return _eventOrdinals.Count > 0 ? shape | BatchShape.Events : shape;
    }

    /// <summary>Binds the arrays to a statement of a shape.</summary>
    public void Bind(NpgsqlParameterCollection parameters, BatchShape shape)
    {
        var rows = (shape & ~BatchShape.Fenced) == BatchShape.Empty ? [] : _rows;
        foreach (var column in shape.HasFlag(BatchShape.Events) ? [.. rows, .. _events] : rows)
        {
            parameters.Add(column.Parameter);
        }
    }

    /// <summary>Empties the arrays.</summary>
    public void Clear()
    {
        Array.ForEach(_rows, static column => column.Clear());
        Array.ForEach(_events, static column => column.Clear());
    }

    private sealed class Column<T>(string name, NpgsqlDbType type) : List<T>, IColumn
    {
        public NpgsqlParameter Parameter =>
            new NpgsqlParameter<List<T>>(name, NpgsqlDbType.Array | type) { TypedValue = this };
    }
}
