using Actors.Storage.Ledger;

namespace Actors.Storage.ReadModels;

/// <summary>Tables for queries, built from the ledger only.</summary>
public interface IReadModel
{
    /// <summary>The name. It never changes.</summary>
    string Name { get; }

    /// <summary>
    /// The version. Raise it with every change of the tables or of how events are applied; the model is then rebuilt.
    /// </summary>
    int Version { get; }

    /// <summary>The names of the tables in queries.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>Creates the tables and their indexes, named by <see cref="ReadModelSession.Table"/>.</summary>
    Task CreateTablesAsync(ReadModelSession session, CancellationToken cancellationToken);

    /// <summary>Applies events in ledger order, each exactly once.</summary>
    Task ApplyAsync(ReadModelSession session, IReadOnlyList<LedgerRecord> records, CancellationToken cancellationToken);
}
