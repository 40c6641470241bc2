using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Storage.Tests.Databases;

/// <summary>The same promises on every database.</summary>
public abstract class MigratorTests(IDatabaseSource source) : IAsyncDisposable
{
    private static readonly Migration First = new(1, "first", "CREATE TABLE one (id integer)");
    private static readonly Migration Second = new(2, "second", "CREATE TABLE two (id integer); INSERT INTO two VALUES (7)");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return source.DisposeAsync();
    }

    [Fact]
    public async Task Embedded_steps_apply_once_and_again_change_nothing()
    {
        var database = await source.CreateAsync();
        var migrator = new Migrator(database, new TestTimeProvider(), NullLogger<Migrator>.Instance);
        await migrator.MigrateAsync(Cancelled);
        await migrator.MigrateAsync(Cancelled);

        Assert.Equal(
            Migration.ReadEmbedded(database.Dialect).Count,
            await ReadNumberAsync(database, "SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public async Task A_later_program_adds_only_what_is_missing()
    {
        var database = await source.CreateAsync();
        await MigrateAsync(database, First);
        await MigrateAsync(database, First, Second);

        Assert.Equal(7, await ReadNumberAsync(database, "SELECT id FROM two"));
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        var database = await source.CreateAsync();
        await MigrateAsync(database, First, Second);

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(database, First));
        Assert.Contains("step 2 (second)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_step_is_refused()
    {
        var database = await source.CreateAsync();
        await MigrateAsync(database, First);

        var edited = First with { Script = First.Script + " " };
        await Assert.ThrowsAsync<MigrationException>(() => MigrateAsync(database, edited, Second));
        await Assert.ThrowsAnyAsync<Exception>(() => ReadNumberAsync(database, "SELECT count(*) FROM two"));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_nothing_behind()
    {
        var database = await source.CreateAsync();
        var broken = new Migration(2, "broken", "CREATE TABLE half (id integer); INSERT INTO nowhere VALUES (1)");

        await Assert.ThrowsAnyAsync<Exception>(() => MigrateAsync(database, First, broken));

        await Assert.ThrowsAnyAsync<Exception>(() => ReadNumberAsync(database, "SELECT count(*) FROM half"));
        Assert.Equal(1, await ReadNumberAsync(database, "SELECT count(*) FROM schema_version"));
    }

    [Fact]
    public async Task Several_processes_may_migrate_at_once()
    {
        var database = await source.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MigrateAsync(database, First, Second))));

        Assert.Equal(1, await ReadNumberAsync(database, "SELECT count(*) FROM two"));
    }

    private static Task MigrateAsync(Database database, params Migration[] migrations) =>
        new Migrator(database, new TestTimeProvider(), NullLogger<Migrator>.Instance).MigrateAsync(migrations, Cancelled);

    private static async Task<long> ReadNumberAsync(Database database, string sql)
    {
        await using var connection = await database.OpenAsync(Cancelled);
        await using var command = connection.Command(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancelled), System.Globalization.CultureInfo.InvariantCulture);
    }

    public sealed class OnSqlite() : MigratorTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : MigratorTests(new PostgresSource(fixture));
}
