using System.Globalization;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;
using Actors.Storage.ReadModels;
using Actors.Storage.ReadModels.Entrants;
using Actors.Testing.Databases;

namespace Actors.Storage.Tests.ReadModels.Entrants;

/// <summary>Copies of the model's tables in one database, fed by hand.</summary>
internal sealed class EntrantTables(Database database, EntrantReadModel model)
{
    public Database Database => database;

    /// <summary>Makes a copy and feeds it in batches of these sizes, again and again.</summary>
    public async Task FeedAsync(int copy, IReadOnlyList<LedgerRecord> records, params int[] sizes)
    {
        await InSessionAsync(copy, session => model.CreateTablesAsync(session, TestContext.Current.CancellationToken));
        var fed = 0;
        for (var batch = 0; fed < records.Count; batch++)
        {
            var next = records.Skip(fed).Take(sizes[batch % sizes.Length]).ToList();
            await InSessionAsync(copy, session => model.ApplyAsync(session, next, TestContext.Current.CancellationToken));
            fed += next.Count;
        }
    }

    /// <summary>Makes a copy the one that questions see.</summary>
    public async Task ShowAsync(int copy)
    {
        foreach (var table in model.Tables)
        {
            await database.ExecuteAsync($"CREATE VIEW {table} AS SELECT * FROM {table}_{copy}");
        }
    }

    /// <summary>Every row of a table as text, in order.</summary>
    public async Task<List<string>> RowsAsync(string sql)
    {
        await using var connection = await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.Command(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column)
                ? ""
                : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private async Task InSessionAsync(int copy, Func<ReadModelSession, Task> work)
    {
        await using var connection = await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, TestContext.Current.CancellationToken);
        await work(new ReadModelSession(database.Dialect, transaction, copy));
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }
}
