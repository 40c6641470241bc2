using Actors.Storage.Health;
using Actors.Storage.Outages;

namespace Actors.Storage.Tests.Outages;

/// <summary>A store that can be broken, and reports each attempt to use it.</summary>
internal sealed class UnreliableLivenessStore(ILivenessStore inner) : ILivenessStore
{
    private TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsBroken { get; set; }

    /// <summary>Whether outages alone cannot be added.</summary>
    public bool IsAddBroken { get; set; }

    /// <summary>What it throws when it is broken.</summary>
    public Exception Failure { get; set; } = new IOException("The store is broken.");

    public StorageHealth Health { get; set; } = null!;

    /// <summary>Ends when the health has been told of the next try.</summary>
    public async Task NextTryAsync()
    {
        _tried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _tried.Task;
    }

    public Task<LivenessMark?> FindAsync(string serverId, CancellationToken cancellationToken) =>
        inner.FindAsync(serverId, cancellationToken);

    public Task<DateTimeOffset?> FindOthersAsync(string serverId, CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(null);

    public Task<DateTimeOffset?> FindLatestAsync(CancellationToken cancellationToken) => inner.FindLatestAsync(cancellationToken);

    public async Task CommitAsync(LivenessMark mark, Outage? outage, CancellationToken cancellationToken)
    {
        // The recorder goes on synchronously when this returns or throws; who waits goes on elsewhere and later.
        try
        {
            if (IsBroken)
            {
                throw Failure;
            }

            await inner.CommitAsync(mark, outage, cancellationToken);
        }
        finally
        {
            _tried.TrySetResult();
        }
    }

    public Task AddAsync(Outage outage, CancellationToken cancellationToken) =>
        IsAddBroken ? Task.FromException(Failure) : inner.AddAsync(outage, cancellationToken);

    public Task<IReadOnlyList<Outage>> ReadAsync(
        DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken) =>
        inner.ReadAsync(after, until, cancellationToken);
}
