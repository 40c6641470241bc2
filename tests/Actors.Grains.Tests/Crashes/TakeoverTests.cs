using Actors.Testing;
using Npgsql;

namespace Actors.Grains.Tests.Crashes;

/// <summary>
/// Two processes never write to one database: the second refuses to start, and one that slept while another took over
/// is refused when it wakes.
/// </summary>
public abstract class TakeoverTests
{
    private protected abstract Task<(string Kind, string Place)> CreateDatabaseAsync();

    /// <summary>What an operator does who is sure that the first process is gone.</summary>
    private protected abstract Task BreakLockAsync(string place);

    [Fact]
    public async Task Second_refuses_to_start_and_a_sleeper_cannot_write_when_it_wakes()
    {
        var (kind, place) = await CreateDatabaseAsync();
        using var first = CrashingServer.Start(kind, place, 0, "pause");
        await first.ReadUntilAsync("settled");
        await first.SignalAsync("STOP");

        using (var second = CrashingServer.Start(kind, place, 1, "write"))
        {
            var held = await second.ReadUntilAsync("held");
            Assert.Contains("in use by process", held, StringComparison.Ordinal);
            await second.WaitForExitAsync();
            Assert.Equal(3, second.ExitCode);
        }

        await BreakLockAsync(place);
        using var third = CrashingServer.Start(kind, place, 2, "write");
        await third.ReadUntilAsync("ack");
        await first.SignalAsync("CONT");
        await first.GoOnAsync();
        await first.ReadUntilAsync("refused");
        await first.WaitForExitAsync();

        // The one that took over goes on as if nothing had been.
        for (var more = 0; more < 20; more++)
        {
            await third.ReadUntilAsync("ack");
        }

        await third.KillAsync();
        using (var last = CrashingServer.Start(kind, place, 3, "settle"))
        {
            await last.ReadUntilAsync("settled");
            await last.WaitForExitAsync();
        }

        await using var books = await MailBooks.OpenAsync(kind, place);
        await books.AuditAsync([]);
    }

    public sealed class OnSqlite : TakeoverTests, IDisposable
    {
        private readonly TempFolder _folder = new();

        public void Dispose() => _folder.Dispose();

        private protected override Task<(string, string)> CreateDatabaseAsync() =>
            Task.FromResult(("sqlite", _folder.File("mail.db")));

        private protected override Task BreakLockAsync(string place)
        {
            File.Delete($"{place}.lock");
            return Task.CompletedTask;
        }
    }

    public sealed class OnPostgres(PostgresFixture postgres) : TakeoverTests
    {
        private protected override async Task<(string, string)> CreateDatabaseAsync() =>
            ("postgres", await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken));

        private protected override async Task BreakLockAsync(string place)
        {
            await using var source = NpgsqlDataSource.Create(place);
            await using var command = source.CreateCommand(
                """
                SELECT count(pg_terminate_backend(pid)) FROM pg_locks
                WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                """);
            Assert.Equal(1L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }
    }
}
