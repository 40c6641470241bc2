using System.Data.Common;
using Actors.Storage.Databases;

namespace Actors.Privacy.Tests.Access;

/// <summary>A database that does not answer until it is told to.</summary>
internal sealed class StalledDatabase(Database inner) : Database
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answers = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override DatabaseDialect Dialect => inner.Dialect;

    public override string Description => inner.Description;

    /// <summary>Ends when a caller waits for the database.</summary>
    public Task Asked => _asked.Task;

    public void Answer() => _answers.TrySetResult();

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        _asked.TrySetResult();
        await _answers.Task.WaitAsync(cancellationToken);
        return await inner.OpenAsync(cancellationToken);
    }

    protected override ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        inner.BeginWriteAsync(connection, cancellationToken);

    /// <summary>The inner one belongs to the test.</summary>
    protected override ValueTask DisposeAsyncCore() => ValueTask.CompletedTask;
}
