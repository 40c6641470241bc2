using System.Threading.Channels;
using Actors.Domain.Calls;
using Actors.Privacy.Evidence;

namespace Actors.Privacy.Tests.Evidence;

/// <summary>A table that fails as told, notes how many rows each deletion took, and tells when a sweep has ended.</summary>
internal sealed class UnreliableStillTable(ICallStillTable inner) : ICallStillTable
{
    private readonly Channel<long> _counts = Channel.CreateUnbounded<long>();

    /// <summary>Thrown in the place of a deletion; null: it works.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Rows of each deletion.</summary>
    public List<int> Deletions { get; } = [];

    /// <summary>What the next sweep left.</summary>
    public ValueTask<long> NextCountAsync(CancellationToken cancellationToken) => _counts.Reader.ReadAsync(cancellationToken);

    public Task<int> InsertAsync(IReadOnlyCollection<StoredCallStill> stills, CancellationToken cancellationToken) =>
        inner.InsertAsync(stills, cancellationToken);

    public Task<IReadOnlyList<StoredCallStill>> ReadAsync(
        CallStillOwner owner, DateTimeOffset now, CancellationToken cancellationToken) =>
        inner.ReadAsync(owner, now, cancellationToken);

    public async Task<int> DeleteExpiredAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        if (Failure is { } failure)
        {
            throw failure;
        }

        Deletions.Add(await inner.DeleteExpiredAsync(now, limit, cancellationToken));
        return Deletions[^1];
    }

    public async Task<long> CountExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var count = await inner.CountExpiredAsync(now, cancellationToken);
        await _counts.Writer.WriteAsync(count, cancellationToken);
        return count;
    }
}
