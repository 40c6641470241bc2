using Actors.Storage.Ledger;

namespace Actors.Storage.ReadModels;

/// <summary>Tables that answer questions, made of nothing but the ledger.</summary>
public interface IReadModel
{
    /// <summary>Its name, never changed.</summary>
    string Name { get; }

    /// <summary>Raised with every change of its tables or of what it makes of events: it is then built anew.</summary>
    int Version { get; }

    /// <summary>Its tables, under the names by which questions ask them.</summary>
    IReadOnlyList<string> Tables { get; }

    /// <summary>Makes the tables and their indexes, named by <see cref="ReadModelSession.Table"/>.</summary>
    Task CreateTablesAsync(ReadModelSession session, CancellationToken cancellationToken);

    /// <summary>Takes in events in the order of the ledger. Each comes exactly once.</summary>
    Task ApplyAsync(ReadModelSession session, IReadOnlyList<LedgerRecord> records, CancellationToken cancellationToken);
}
