using Actors.Storage.Databases;
using Actors.Storage.Ledger;
using Actors.Storage.Recovery;
using Actors.Storage.Serialization;
using Actors.Storage.Tests.Samples;
using Actors.Storage.Tests.States;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Storage.Tests.Recovery;

/// <summary>What verification finds, and what can be rebuilt, on every store.</summary>
public abstract class DatabaseVerifierTests : IAsyncLifetime
{
    private readonly StorageSource _source;
    private StorageUnderTest _storage = null!;

    private protected DatabaseVerifierTests(IDatabaseSource source) => _source = new StorageSource(source);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Database Database => _storage.Database;

    private static RecordSerializer Serializer => new(SampleTypes.Create());

    public async ValueTask InitializeAsync()
    {
        _storage = await _source.StartAsync();
        foreach (var key in new[] { "a", "b", "c" })
        {
            var state = new GrainState<Tally>(new Tally());
            for (var i = 0; i < 3; i++)
            {
                state.State!.Count1(DateTimeOffset.UnixEpoch);
                await _storage.WriteAsync(key, state);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _storage.DisposeAsync();
        await _source.DisposeAsync();
    }

    [Fact]
    public async Task A_sound_database_has_no_findings()
    {
        var report = await VerifyAsync();
        Assert.Empty(report.Findings);
        Assert.Equal((3, 9), (report.States, report.Events));
        Assert.NotNull(report.Contents);
    }

    /// <summary>A person whose state row was damaged was without service for ever.</summary>
    [Fact]
    public async Task A_corrupt_state_is_found_and_rebuilt_and_served_again()
    {
        await _source.FlipBitAsync("b");
        await Assert.ThrowsAsync<Health.CorruptRecordException>(() => _storage.ReadAsync<Tally>("b"));
        Assert.Single(_storage.Health.CorruptRecords);
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal(FindingKind.CorruptState, finding.Kind);
        Assert.DoesNotContain("\"b\"", finding.Text, StringComparison.Ordinal);

        Assert.Null(await RebuildAsync(finding));

        Assert.Empty((await VerifyAsync()).Findings);
        var state = await _storage.ReadAsync<Tally>("b");
        Assert.Equal((3, 3), (state.State!.Count, state.State.LastSequence));
        Assert.Empty(_storage.Health.CorruptRecords); // The alarm ends without a restart.
        state.State.Count1(DateTimeOffset.UnixEpoch);
        await _storage.WriteAsync("b", state);
    }

    [Fact]
    public async Task A_state_whose_every_byte_is_lost_is_rebuilt_by_the_type_of_its_neighbours()
    {
        await Database.ExecuteAsync("UPDATE grain_state SET payload = @none WHERE grain_key = 'b'", ("none", new byte[8]));
        Assert.Null(await RebuildAsync(Assert.Single((await VerifyAsync()).Findings)));
        Assert.Equal(3, (await _storage.ReadAsync<Tally>("b")).State!.Count);
    }

    [Fact]
    public async Task A_state_that_is_missing_is_rebuilt()
    {
        await Database.ExecuteAsync("DELETE FROM grain_state WHERE grain_key = 'b'");
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal(FindingKind.MissingState, finding.Kind);
        Assert.Null(await RebuildAsync(finding));
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_state_put_back_to_an_older_one_is_behind_its_ledger_and_rebuilt()
    {
        const string Columns = "version, payload, checksum";
        await Database.ExecuteAsync($"CREATE TABLE kept AS SELECT {Columns} FROM grain_state WHERE grain_key = 'b'");
        var state = await _storage.ReadAsync<Tally>("b");
        state.State!.Count1(DateTimeOffset.UnixEpoch);
        await _storage.WriteAsync("b", state);
        await Database.ExecuteAsync($"UPDATE grain_state SET ({Columns}) = (SELECT {Columns} FROM kept) WHERE grain_key = 'b'");
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal(FindingKind.StateBehindLedger, finding.Kind);
        Assert.Null(await RebuildAsync(finding));
        Assert.Equal(4, (await _storage.ReadAsync<Tally>("b")).State!.Count);
    }

    [Fact]
    public async Task A_state_ahead_of_a_ledger_that_was_cut_is_found_and_not_rebuilt()
    {
        await EraseAsync("sequence = 3");
        var finding = Assert.Single((await VerifyAsync()).Findings);
        Assert.Equal(FindingKind.StateAheadOfLedger, finding.Kind);
        Assert.NotNull(await RebuildAsync(finding));
    }

    [Fact]
    public async Task A_hole_in_the_ledger_and_a_changed_event_are_found()
    {
        await EraseAsync("sequence = 2");
        Assert.Equal(FindingKind.Ledger, Assert.Single((await VerifyAsync()).Findings).Kind);
        await Database.ExecuteAsync(Database.Dialect == DatabaseDialect.Sqlite
            ? "DROP TRIGGER ledger_no_update" : "DROP TRIGGER ledger_append_only ON ledger");
        await Database.ExecuteAsync("UPDATE ledger SET at = at + 1 WHERE grain_key = 'a' AND sequence = 1");
        Assert.Equal(2, (await VerifyAsync()).Findings.Count);
    }

    [Fact]
    public async Task Events_whose_retention_has_ended_are_not_missing()
    {
        await new LedgerRetention(Database).EraseAsync(StorageUnderTest.Grain("b"), 2, "retention", Cancelled);
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_corrupt_state_whose_events_are_gone_is_left_and_the_reason_named()
    {
        await EraseAsync("sequence = 1");
        await _source.FlipBitAsync("b");
        var finding = (await VerifyAsync()).Findings.Single(found => found.IsRebuildable);
        Assert.Contains("event 1 is missing", await RebuildAsync(finding), StringComparison.Ordinal);
    }

    private async Task EraseAsync(string which)
    {
        if (Database.Dialect == DatabaseDialect.Sqlite)
        {
            await Database.ExecuteAsync("INSERT INTO ledger_erase (reason) VALUES ('a hand in the database')");
            await Database.ExecuteAsync($"DELETE FROM ledger WHERE grain_key = 'b' AND {which}");
            await Database.ExecuteAsync("DELETE FROM ledger_erase");
        }
        else
        {
            await Database.ExecuteAsync("ALTER TABLE ledger DISABLE TRIGGER USER");
            await Database.ExecuteAsync($"DELETE FROM ledger WHERE grain_key = 'b' AND {which}");
            await Database.ExecuteAsync("ALTER TABLE ledger ENABLE TRIGGER USER");
        }
    }

    private Task<VerifierReport> VerifyAsync() => new DatabaseVerifier(Serializer).RunAsync(Database, Cancelled);

    private Task<string?> RebuildAsync(VerifierFinding finding) =>
        new StateRebuilder(Database, _storage.Store, new LedgerReader(Database), Serializer).RebuildAsync(finding, Cancelled);

    public sealed class OnSqlite() : DatabaseVerifierTests(new SqliteSource())
    {
        [Fact]
        public async Task A_damaged_file_is_found()
        {
            using var folder = new TempFolder();
            var database = (SqliteDatabase)Database;
            await Database.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            var bytes = await File.ReadAllBytesAsync(database.Path, Cancelled);
            bytes.AsSpan(4096 * 2, 4096).Fill(0xA5);
            await File.WriteAllBytesAsync(folder.File("damaged.db"), bytes, Cancelled);
            await using var damaged = new SqliteDatabase(folder.File("damaged.db"), isReadOnly: true);
            Assert.Contains(
                (await new DatabaseVerifier(Serializer).RunAsync(damaged, Cancelled)).Findings,
                finding => finding.Kind == FindingKind.File);
        }
    }

    public sealed class OnPostgres(PostgresFixture fixture) : DatabaseVerifierTests(new PostgresSource(fixture))
    {
        /// <summary>
        /// A dump that is restored elsewhere keeps the transaction numbers of its events, and readers stop before them.
        /// </summary>
        [Fact]
        public async Task Transaction_numbers_of_another_PostgreSQL_are_found()
        {
            await Database.ExecuteAsync("ALTER TABLE ledger DISABLE TRIGGER USER");
            await Database.ExecuteAsync(
                "UPDATE ledger SET transaction_id = (transaction_id::text::bigint + 1000000000)::text::xid8");
            Assert.Contains(
                (await VerifyAsync()).Findings, finding => finding.Text.Contains("pg_resetwal", StringComparison.Ordinal));
        }
    }
}
