using System.Data.Common;
using System.Threading.Channels;
using Actors.Domain.Ledger;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Storage.States;

/// <summary>
/// Reads rows by key. Keys requested while a query runs gather and are read together, so many grains that wake at once cost
/// few round trips, and a single one does not wait.
/// </summary>
internal sealed class PostgresStateReader : IAsyncDisposable
{
    /// <summary>Queries that run at once.</summary>
    private const int Loops = 2;

    /// <summary>Looks up rows by the primary key, whatever the statistics of the table say.</summary>
    internal const string Query =
        """
        SELECT i.ordinal, s.version, s.due_at, s.due_priority, s.payload, s.checksum
        FROM unnest(@types, @keys, @names) WITH ORDINALITY AS i (grain_type, grain_key, state_name, ordinal)
        JOIN grain_state AS s USING (grain_type, grain_key, state_name)
        """;

    private readonly NpgsqlDataSource _source;
    private readonly Channel<Wanted> _queue = Channel.CreateUnbounded<Wanted>(); // Bounded by the number of waiting activations.
    private readonly Task _running;

    /// <summary>Starts the loops. Opens no connection yet.</summary>
    public PostgresStateReader(string connectionString)
    {
        _source = NpgsqlDataSource.Create(SessionOf(connectionString));
        _running = Task.WhenAll(Enumerable.Range(0, Loops).Select(_ => Task.Run(RunAsync)));
    }

    /// <summary>Reads a row without checking it. Returns <c>null</c> if there is none.</summary>
    public async ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken)
    {
        var wanted = new Wanted(key);
        return _queue.Writer.TryWrite(wanted)
            ? await wanted.Task.WaitAsync(cancellationToken)
            : throw new StorageStoppedException();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
        await _source.DisposeAsync();
    }

    /// <summary>Adds the settings for reads to a connection string.</summary>
    internal static string SessionOf(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(PostgresCommitter.SessionOf(connectionString))
        {
            Pooling = true,
            MinPoolSize = 0,
            MaxPoolSize = Loops,
            MaxAutoPrepare = 1,
            AutoPrepareMinUsages = 1,
        };
        builder.Options += " -c enable_hashjoin=off";
        return builder.ToString();
    }

    private async Task RunAsync()
    {
        var batch = new List<Wanted>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < Limits.BatchRows && _queue.Reader.TryRead(out var wanted))
            {
                batch.Add(wanted);
            }

            try
            {
                await ReadAsync(batch);
                batch.ForEach(static wanted => wanted.TrySetResult(null)); // The keys that the answer does not contain.
            }
            catch (Exception exception)
            {
                batch.ForEach(wanted => wanted.TrySetException(exception));
            }

            batch.Clear();
        }
    }

    private async Task ReadAsync(List<Wanted> batch)
    {
        if (batch.Count == 0)
        {
            return; // The other loop took them.
        }

        await using var connection = await _source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(Query, connection)
        {
            Parameters =
            {
                TextsOf("types", batch, static key => key.GrainType),
                TextsOf("keys", batch, static key => key.GrainKey),
                TextsOf("names", batch, static key => key.StateName),
            },
        };
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            batch[(int)reader.GetInt64(0) - 1].TrySetResult(Current(reader));
        }
    }

    private static NpgsqlParameter<string[]> TextsOf(string name, List<Wanted> batch, Func<StateKey, string> text) =>
        new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { TypedValue = [.. batch.Select(wanted => text(wanted.Key))] };

    private static StoredState Current(DbDataReader reader) => new(
        reader.GetInt64(1),
        reader.IsDBNull(2) ? null : reader.GetInt64(2),
        reader.IsDBNull(3) ? null : (DuePriority)reader.GetInt16(3),
        reader.GetFieldValue<byte[]>(4),
        unchecked((uint)reader.GetInt64(5)));

    /// <summary>A requested row.</summary>
    private sealed class Wanted(StateKey key)
        : TaskCompletionSource<StoredState?>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public StateKey Key => key;
    }
}
