using Actors.Benchmarks.Harness;
using Actors.Storage.Hosting;

namespace Actors.Benchmarks.Durability;

/// <summary>
/// A database for ours, and one beside it with the same tables on the same disk for the peers: the least code that
/// writes the same rows through the same driver.
/// </summary>
internal interface IArena : IAsyncDisposable
{
    /// <summary>Where ours writes.</summary>
    StorageOptions Storage { get; }

    /// <summary>What ours is to reach beside the batches.</summary>
    Aim Aim { get; }

    /// <summary>Over how many connections the peers write batches.</summary>
    IReadOnlyList<int> BatchConnections { get; }

    /// <summary>Over how many connections at most the peers write rows one by one.</summary>
    int MostConnections { get; }

    /// <summary>Makes the tables of the peers and fills them.</summary>
    Task PrepareAsync(PeerRows rows);

    /// <summary>A thousand rows with a new due time and an event each, in a transaction.</summary>
    /// <param name="connection">Over which connection.</param>
    /// <param name="connections">How many are in use at once.</param>
    Task WriteBatchAsync(int connection, int connections);

    /// <summary>A thousand rows per transaction, over one connection or several at once.</summary>
    /// <param name="connections">One of <see cref="BatchConnections"/>.</param>
    /// <param name="withEvents">With a new due time and an event per row.</param>
    Task<Sample> WriteBatchesAsync(int connections, bool withEvents);

    /// <summary>One row per transaction.</summary>
    Task<Sample> WriteSinglesAsync(int connections);
}
