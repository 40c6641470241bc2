using System.Globalization;
using Actors.Privacy.Access;
using Actors.Server.Operations.Commands;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Privacy.Tests.Access;

/// <summary>Attacks by a person who has every right in the database but not the key.</summary>
public abstract class AccessLogTamperingTests(IDatabaseSource source) : IAsyncLifetime
{
    private const int Entries = 24;
    private const string Columns = "at, actor_id, role, subject, what, why, key_id, previous_hash, hash";

    private readonly List<AccessLogAnchor> _anchors = [];
    private ProtectionSetup _setup = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _setup = await ProtectionSetup.CreateAsync(source);
        for (var number = 1; number <= Entries; number++)
        {
            _setup.Clock.Advance(TimeSpan.FromSeconds(1));
            _anchors.Add(await _setup.AccessLog.AppendAsync(AccessRequests.Number(number), Cancelled));
        }

        await _setup.ExecuteAsync(_setup.Database.Dialect == DatabaseDialect.Sqlite
            ? "DROP TRIGGER access_log_no_update; DROP TRIGGER access_log_no_delete;"
            : "ALTER TABLE access_log DISABLE TRIGGER ALL");
        await _setup.ExecuteAsync("CREATE TABLE genuine AS SELECT * FROM access_log");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_setup is not null)
        {
            await _setup.DisposeAsync();
        }

        await source.DisposeAsync();
    }

    [Fact]
    public async Task Any_edited_field_of_any_entry_is_found()
    {
        string[] edits =
        [
            "at = at + 1", "actor_id = 'staff-99'", "role = 'auditor'", "subject = '0123456789abcdef0123456789abcdef'",
            "what = 'phone,surname'", "why = 'Review review:0123456789abcdef'", "key_id = 'other'",
            "actor_id = actor_id || 'o', role = 'perator'",
        ];
        for (var sequence = 1; sequence <= Entries; sequence++)
        {
            foreach (var edit in edits)
            {
                await AssertFoundAsync(sequence, $"UPDATE access_log SET {edit} WHERE sequence = {sequence}");
            }

            await AssertFoundAsync(
                sequence, $"UPDATE access_log SET hash = @bytes WHERE sequence = {sequence}", ("bytes", new byte[32]));
            await AssertFoundAsync(
                sequence, $"UPDATE access_log SET previous_hash = @bytes WHERE sequence = {sequence}", ("bytes", new byte[31]));
        }
    }

    [Fact]
    public async Task Any_deleted_entry_but_the_last_is_found_without_an_anchor()
    {
        for (var sequence = 1; sequence < Entries; sequence++)
        {
            await AssertFoundAsync(sequence, $"DELETE FROM access_log WHERE sequence = {sequence}");
        }
    }

    [Fact]
    public async Task A_deleted_entry_whose_gap_is_closed_is_found()
    {
        for (var sequence = 1; sequence < Entries; sequence++)
        {
            // Twice through negative numbers would trip over the check; upwards in order keeps every number free.
            await ExecuteAllAsync(
                [$"DELETE FROM access_log WHERE sequence = {sequence}",
                    .. Enumerable.Range(sequence + 1, Entries - sequence)
                        .Select(later => $"UPDATE access_log SET sequence = {later - 1} WHERE sequence = {later}")]);
            await AssertFaultAndRestoreAsync(sequence);
        }
    }

    [Fact]
    public async Task Any_two_exchanged_entries_are_found()
    {
        foreach (var (first, second) in new[] { (1, 2), (3, 17), (5, 6), (1, Entries), (Entries - 1, Entries) })
        {
            await ExecuteAllAsync(
                [$"UPDATE access_log SET sequence = 1000 WHERE sequence = {first}",
                    $"UPDATE access_log SET sequence = {first} WHERE sequence = {second}",
                    $"UPDATE access_log SET sequence = {second} WHERE sequence = 1000"]);
            await AssertFaultAndRestoreAsync(first);
        }
    }

    [Fact]
    public async Task An_inserted_entry_is_found()
    {
        // A copy of a genuine entry at the end, and a made-up one.
        await AssertFoundAsync(
            Entries + 1,
            $"INSERT INTO access_log SELECT {Entries + 1}, {Columns} FROM genuine WHERE sequence = {Entries}");
        await AssertFoundAsync(
            Entries + 1,
            $"""
            INSERT INTO access_log
            SELECT {Entries + 1}, at, actor_id, role, subject, what, why, key_id, hash, @bytes FROM genuine
                WHERE sequence = {Entries}
            """,
            ("bytes", new byte[32]));
    }

    [Fact]
    public async Task A_cut_end_is_found_against_an_anchor_and_only_against_one()
    {
        for (var left = Entries - 1; left >= 0; left--)
        {
            await _setup.ExecuteAsync($"DELETE FROM access_log WHERE sequence > {left}");
            Assert.True((await _setup.AccessLog.VerifyAsync([], Cancelled)).IsIntact);
            Assert.True((await _setup.AccessLog.VerifyAsync(_anchors[..left], Cancelled)).IsIntact);
            Assert.Equal(
                new AccessLogFault(left + 1, AccessLogFaultKind.TailMissing),
                (await _setup.AccessLog.VerifyAsync([_anchors[^1]], Cancelled)).Fault);
        }
    }

    [Fact]
    public async Task A_log_whose_end_was_cut_takes_no_entry_from_the_server_that_saw_it()
    {
        await _setup.ExecuteAsync($"DELETE FROM access_log WHERE sequence > {Entries - 3}");
        await Assert.ThrowsAsync<AccessLogUnavailableException>(
            () => _setup.AccessLog.AppendAsync(AccessRequests.Number(1), Cancelled));
    }

    [Fact]
    public async Task A_log_that_grew_again_after_a_cut_is_found_against_an_anchor()
    {
        await _setup.ExecuteAsync($"DELETE FROM access_log WHERE sequence > {Entries - 3}");
        await using var restarted = _setup.Another(source);
        for (var number = 0; number < 5; number++)
        {
            await restarted.AccessLog.AppendAsync(AccessRequests.Number(number), Cancelled);
        }

        Assert.True((await restarted.AccessLog.VerifyAsync([], Cancelled)).IsIntact);
        Assert.Equal(
            new AccessLogFault(Entries, AccessLogFaultKind.NotAsAnchored),
            (await restarted.AccessLog.VerifyAsync([_anchors[^1]], Cancelled)).Fault);
        Assert.Equal(
            new AccessLogFault(Entries - 2, AccessLogFaultKind.NotAsAnchored),
            (await restarted.AccessLog.VerifyAsync(_anchors, Cancelled)).Fault);
    }

    [Fact]
    public async Task Parts_of_two_genuine_histories_put_together_are_found()
    {
        // A second history from entry 21 on, and then its entry 22 in the place of the first one's.
        await _setup.ExecuteAsync("DELETE FROM access_log WHERE sequence > 20");
        await using var restarted = _setup.Another(source);
        for (var number = 0; number < Entries - 20; number++)
        {
            await restarted.AccessLog.AppendAsync(AccessRequests.Number(number), Cancelled);
        }

        await ExecuteAllAsync(
            ["DELETE FROM access_log WHERE sequence = 21", "INSERT INTO access_log SELECT * FROM genuine WHERE sequence = 21"]);
        Assert.Equal(
            new AccessLogFault(22, AccessLogFaultKind.Unlinked),
            (await restarted.AccessLog.VerifyAsync([], Cancelled)).Fault);
    }

    [Fact]
    public async Task The_command_names_the_first_bad_entry()
    {
        await ExecuteAllAsync(
            ["UPDATE access_log SET role = 'auditor' WHERE sequence = 9", "DELETE FROM access_log WHERE sequence = 12"]);
        var result = await _setup.Get<VerifyAccessLogCommand>().RunAsync([], Cancelled);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("NOT INTACT. Entry 9 was edited, moved or forged. 8 entries before it are intact.", result.Text);
    }

    private async Task AssertFoundAsync(int sequence, string sql, params (string Name, object? Value)[] parameters)
    {
        Assert.Equal(1, await _setup.ExecuteAsync(sql, parameters));
        await AssertFaultAndRestoreAsync(sequence);
    }

    private async Task AssertFaultAndRestoreAsync(int sequence)
    {
        var verdict = await _setup.AccessLog.VerifyAsync([], Cancelled);
        Assert.Equal(sequence, verdict.Fault?.Sequence);
        Assert.Equal(sequence - 1, verdict.IntactEntries);

        await ExecuteAllAsync(["DELETE FROM access_log", "INSERT INTO access_log SELECT * FROM genuine"]);
        Assert.Equal(
            Entries,
            Convert.ToInt32(await _setup.ReadAsync("SELECT count(*) FROM access_log"), CultureInfo.InvariantCulture));
    }

    private async Task ExecuteAllAsync(IEnumerable<string> statements)
    {
        foreach (var statement in statements)
        {
            await _setup.ExecuteAsync(statement);
        }
    }

    public sealed class OnSqlite() : AccessLogTamperingTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : AccessLogTamperingTests(new PostgresSource(fixture));
}
