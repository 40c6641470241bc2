using System.Globalization;
using Actors.Testing;

namespace Actors.Grains.Tests.Crashes;

/// <summary>
/// <c>kill -9</c> at random moments of a write load, life after life on the same database: what was acknowledged is there
/// exactly once with its events, nothing is there by half, and what was pending is done without anybody asking.
/// </summary>
public abstract class KillTests
{
    private const int Lives = 20;

    private protected abstract Task<(string Kind, string Place)> CreateDatabaseAsync();

    [Fact]
    public async Task Killed_20_times_it_loses_and_doubles_nothing_acknowledged()
    {
        var (kind, place) = await CreateDatabaseAsync();
        var random = new Random(20211101);
        var acknowledged = new List<(string Writer, ulong Letter)>();
        for (var life = 0; life < Lives; life++)
        {
            using var server = CrashingServer.Start(kind, place, life, "write");
            var patience = random.Next(1, 120);
            var lines = new List<string>();
            while (lines.Count < patience && await server.ReadAsync() is { } line)
            {
                lines.Add(line);
            }

            lines.AddRange(await server.KillAsync());
            acknowledged.AddRange(lines.Select(Acknowledgement).OfType<(string, ulong)>());
        }

        using (var server = CrashingServer.Start(kind, place, Lives, "settle"))
        {
            await server.ReadUntilAsync("settled");
            await server.WaitForExitAsync();
            Assert.Equal(0, server.ExitCode);
        }

        Assert.True(acknowledged.Count > Lives * 10, $"Only {acknowledged.Count} letters were acknowledged.");
        await using var books = await MailBooks.OpenAsync(kind, place);
        await books.AuditAsync(acknowledged);
    }

    /// <summary>A line that was cut off by the kill acknowledges nothing.</summary>
    private static (string, ulong)? Acknowledgement(string line) =>
        line.Split(' ') is ["ack", var writer, var letter]
            && ulong.TryParse(letter, CultureInfo.InvariantCulture, out var id) && $"{(id >> 32) & 0xFF}" == writer
            ? (writer, id)
            : null;

    public sealed class OnSqlite : KillTests, IDisposable
    {
        private readonly TempFolder _folder = new();

        public void Dispose() => _folder.Dispose();

        private protected override Task<(string, string)> CreateDatabaseAsync() =>
            Task.FromResult(("sqlite", _folder.File("mail.db")));
    }

    public sealed class OnPostgres(PostgresFixture postgres) : KillTests
    {
        private protected override async Task<(string, string)> CreateDatabaseAsync() =>
            ("postgres", await postgres.CreateDatabaseAsync(TestContext.Current.CancellationToken));
    }
}
