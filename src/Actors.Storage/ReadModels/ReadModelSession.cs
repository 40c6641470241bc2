using System.Data.Common;
using Actors.Storage.Databases;

namespace Actors.Storage.ReadModels;

/// <summary>The transaction in which a read model works, on one copy of its tables.</summary>
public sealed class ReadModelSession
{
    private readonly int _generation;

    internal ReadModelSession(DatabaseDialect dialect, DbTransaction transaction, int generation)
    {
        Dialect = dialect;
        Transaction = transaction;
        _generation = generation;
    }

    /// <summary>Which SQL to speak.</summary>
    public DatabaseDialect Dialect { get; }

    /// <summary>Everything happens in it.</summary>
    public DbTransaction Transaction { get; }

    /// <summary>
    /// What a table is called in this copy. Indexes must carry it in their names too: names are unique.
    /// </summary>
    public string Table(string name) => $"{name}_{_generation}";

    /// <summary>A command in the transaction.</summary>
    /// <param name="sql">Fixed text with names of <see cref="Table"/>; never input.</param>
    /// <param name="parameters">Names without the sign @, and values.</param>
    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Transaction.Command(sql, parameters);
}
