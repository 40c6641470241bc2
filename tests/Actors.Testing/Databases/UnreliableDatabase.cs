using System.Data;
using System.Data.Common;
using Actors.Storage.Databases;

namespace Actors.Testing.Databases;

/// <summary>A database that refuses to write on demand and says when a connection has been closed.</summary>
public sealed class UnreliableDatabase(Database inner) : Database
{
    private TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    /// <summary>Thrown when a transaction that writes begins; <c>null</c> if it works.</summary>
    public Exception? Failure { get; set; }

    public override DatabaseDialect Dialect => inner.Dialect;

    public override string Description => inner.Description;

    /// <summary>Completes when so many connections have been closed from now on.</summary>
    public Task NextCloseAsync(int count = 1)
    {
        _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _left = count;
        return _closed.Task;
    }

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        var connection = await inner.OpenAsync(cancellationToken);
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed && Interlocked.Decrement(ref _left) == 0)
            {
                _closed.TrySetResult();
            }
        };
        return connection;
    }

    protected override ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Failure is { } failure
            ? ValueTask.FromException<DbTransaction>(failure)
            : inner.BeginWriteAsync(connection, cancellationToken);

    /// <summary>The inner database belongs to the test.</summary>
    protected override ValueTask DisposeAsyncCore() => ValueTask.CompletedTask;
}
