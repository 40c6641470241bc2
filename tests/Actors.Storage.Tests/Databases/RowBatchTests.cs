using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Storage.Tests.Databases;

/// <summary>The same promises on every database.</summary>
public abstract class RowBatchTests(IDatabaseSource source) : IAsyncLifetime
{
    private static readonly (string Name, RowValue Type)[] Columns =
        [("id", RowValue.Text), ("size", RowValue.Number), ("content", RowValue.Bytes)];

    private Database _database = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await source.CreateAsync();
        _database.Create();
        await _database.ExecuteAsync(_database.Dialect == DatabaseDialect.Sqlite
            ? "CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY, size INTEGER, content BLOB) STRICT"
            : "CREATE TABLE thing (id text NOT NULL PRIMARY KEY, size bigint, content bytea)");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    [Fact]
    public async Task Rows_are_written_and_read_with_what_they_lack()
    {
        var batch = new RowBatch(_database.Dialect, Columns);
        batch.Add("a", 1L, new byte[] { 1, 2 });
        batch.Add("b", null, null);
        Assert.Equal(2, batch.Count);
        await WriteAsync(batch);

        var wanted = new RowBatch(_database.Dialect, ("wanted", RowValue.Text));
        wanted.Add("b");
        wanted.Add("a");
        wanted.Add("c");
        var found = new List<(string, long?, byte[]?)>();
        await using var connection = await _database.OpenAsync(Cancelled);
        await wanted.ReadAsync(
            connection,
            null,
            $"SELECT t.id, t.size, t.content FROM {wanted.Rows} CROSS JOIN thing AS t WHERE t.id = given.wanted AND t.id < @end",
            [("end", "z")],
            reader => found.Add((
                reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetInt64(1),
                reader.IsDBNull(2) ? null : (byte[])reader.GetValue(2))),
            Cancelled);
        Assert.Equal(["a", "b"], found.Select(row => row.Item1).Order(StringComparer.Ordinal));
        var (_, size, content) = found.Single(row => row.Item1 == "a");
        Assert.Equal(1L, size);
        Assert.Equal(new byte[] { 1, 2 }, content);
        Assert.Contains(found, row => row is ("b", null, null));
    }

    [Fact]
    public async Task An_empty_batch_runs_nothing()
    {
        var batch = new RowBatch(_database.Dialect, Columns);
        await WriteAsync(batch);
        await using var connection = await _database.OpenAsync(Cancelled);
        await batch.ReadAsync(connection, null, $"SELECT nonsense FROM {batch.Rows}", [], _ => Assert.Fail("A row."), Cancelled);
    }

    private async Task WriteAsync(RowBatch batch)
    {
        await using var connection = await _database.OpenAsync(Cancelled);
        await using var transaction = await _database.BeginWriteAsync(connection, Cancelled);
        await batch.ExecuteAsync(transaction, $"INSERT INTO thing {batch.Values}", Cancelled);
        await transaction.CommitAsync(Cancelled);
    }

    public sealed class OnSqlite() : RowBatchTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : RowBatchTests(new PostgresSource(fixture));
}
