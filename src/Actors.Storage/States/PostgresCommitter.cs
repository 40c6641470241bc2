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
