using System.Collections.Concurrent;
using Actors.Storage.Databases;

namespace Actors.Storage.States;

/// <summary>
/// Stores state rows and the ledger in a SQLite file. Its own thread writes, because SQLite blocks the calling thread until
/// the disk has answered. Readers use other connections and do not wait for the writer.
/// </summary>
internal sealed class SqliteStateStore : IStateStore
{
    private const int IdleReaders = 8;
    private readonly SqliteDatabase _database;
    private readonly SqliteWriter _writer;
    private readonly BlockingCollection<(IReadOnlyList<StateChange> Batch, TaskCompletionSource Done)> _work = new(1);
    private readonly ConcurrentBag<SqliteStateReader> _readers = [];
    private readonly Thread _thread;

    public SqliteStateStore(SqliteDatabase database, Fence fence)
    {
        _database = database;
        _writer = new SqliteWriter(database, fence);
        _thread = new Thread(Run) { IsBackground = true, Name = "SQLite writer" };
        _thread.Start();
    }

    public int Lanes => 1;

    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<StoredState?>(Read(key));
    }

    public async ValueTask CommitAsync(int lane, IReadOnlyList<StateChange> batch, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add((batch, done), cancellationToken);
        await done.Task;
    }

    public ValueTask DisposeAsync()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
        _writer.Dispose();
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private StoredState? Read(in StateKey key)
    {
        var reader = _readers.TryTake(out var idle) ? idle : new SqliteStateReader(_database.Open());
        try
        {
            var state = reader.Read(key);
            if (_readers.Count < IdleReaders)
            {
                _readers.Add(reader);
                reader = null;
            }

            return state;
        }
        finally
        {
            reader?.Dispose();
        }
    }

    private void Run()
    {
        foreach (var (batch, done) in _work.GetConsumingEnumerable())
        {
            try
            {
                _writer.Commit(batch);
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        }
    }
}
