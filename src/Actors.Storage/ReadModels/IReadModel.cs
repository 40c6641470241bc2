using System.Data.Common;
using Actors.Storage.Databases;
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

    /// <summary>
    /// Removes what is kept of people whose events were erased from the ledger. Idempotent. Sums over all time keep their
    /// numbers, which name no person, until the model is built again.
    /// </summary>
    /// <param name="session">The transaction.</param>
    /// <param name="people">Who was erased, each once.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    Task EraseAsync(ReadModelSession session, IReadOnlyCollection<ErasedPart> people, CancellationToken cancellationToken);
}

/// <summary>What was erased of a person.</summary>
/// <param name="Person">The key of the grains of the person.</param>
/// <param name="Stay">The only stay that was erased; <c>null</c> if all of the person was.</param>
public readonly record struct ErasedPart(string Person, string? Stay = null)
{
    /// <summary>The values of the key columns.</summary>
    internal object[] Values => Stay is null ? [Person] : [Person, Stay];
}

/// <summary>A transaction of a read model on one copy of its tables.</summary>
public sealed class ReadModelSession
{
    private readonly int _generation;

    internal ReadModelSession(DatabaseDialect dialect, DbTransaction transaction, int generation)
    {
        Dialect = dialect;
        Transaction = transaction;
        _generation = generation;
    }

    /// <summary>The SQL dialect.</summary>
    public DatabaseDialect Dialect { get; }

    /// <summary>The transaction.</summary>
    public DbTransaction Transaction { get; }

    /// <summary>
    /// The name of a table in this copy. Index names must contain it, because they are unique in a database.
    /// </summary>
    public string Table(string name) => $"{name}_{_generation}";

    /// <summary>Creates a command in the transaction.</summary>
    /// <param name="sql">Fixed text with names of <see cref="Table"/>; never input.</param>
    /// <param name="parameters">Names without <c>@</c>, and values.</param>
    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Transaction.Command(sql, parameters);
}
