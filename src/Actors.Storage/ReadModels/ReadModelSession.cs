using System.Data.Common;
using Actors.Storage.Databases;

namespace Actors.Storage.ReadModels;

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
