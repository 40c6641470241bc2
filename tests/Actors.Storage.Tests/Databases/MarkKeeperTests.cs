using System.Runtime.Versioning;
using Actors.Storage.Databases;
using Actors.Storage.Hosting;
using Actors.Storage.States;
using Actors.Storage.Tests.Samples;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;

namespace Actors.Storage.Tests.Databases;

/// <summary>A database that is not the one which the server left: an older copy, a lost log, a cut end.</summary>
public sealed class MarkKeeperTests(PostgresFixture postgres) : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string File0 => _folder.File("actors.db");

    private string Mark => File0 + ".mark";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_older_copy_is_refused_and_names_what_is_missing()
    {
        await RunAsync(writes: 3);
        File.Copy(File0, File0 + ".old");
        await RunAsync(writes: 1);
        File.Move(File0 + ".old", File0, overwrite: true);

        var refusal = await Assert.ThrowsAsync<DatabaseFileException>(() => RunAsync(writes: 1));
        Assert.Contains("ledger position 3", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ledger position 4", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("accept-older-database", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Not even an event: the start of a server is enough to tell two copies apart.</summary>
    [Fact]
    public async Task A_copy_from_before_the_last_start_is_refused()
    {
        await RunAsync(writes: 1);
        File.Copy(File0, File0 + ".old");
        await RunAsync(writes: 0);
        File.Move(File0 + ".old", File0, overwrite: true);
        await Assert.ThrowsAsync<DatabaseFileException>(() => RunAsync(writes: 0));
    }

    [Fact]
    public async Task A_log_that_is_lost_after_a_crash_is_noticed()
    {
        var (database, mark) = CopiesWhileRunning();
        using (var host = await StartAsync())
        {
            await WriteAsync(host, 2);
            Copy(File0, database); // What the disk holds of the database without its log.
            Copy(Mark, mark);
            await host.StopAsync(Cancelled);
        }

        Copy(database, File0);
        Copy(mark, Mark);
        await Assert.ThrowsAsync<DatabaseFileException>(() => RunAsync(writes: 0));
    }

    /// <summary>The mark never runs ahead: whatever moment the process dies at, its database is taken.</summary>
    [Fact]
    public async Task A_crash_at_any_moment_is_no_reason_to_refuse()
    {
        using var host = await StartAsync();
        for (var round = 0; round < 8; round++)
        {
            await WriteAsync(host, 1);

            // The mark first: then it is as old as the copy of the database, or older, as after a power cut.
            using var crashed = new TempFolder();
            var path = crashed.File("actors.db");
            Copy(Mark, path + ".mark");
            Copy(File0, path);
            Copy(File0 + "-wal", path + "-wal");
            await using var database = new SqliteDatabase(path);
            using var keeper = Keeper(database, path + ".mark");
            await keeper.CheckAsync(Cancelled);
        }

        await host.StopAsync(Cancelled);
    }

    [Fact]
    public async Task A_ledger_whose_end_was_cut_is_refused()
    {
        await RunAsync(writes: 3);
        await using (var database = new SqliteDatabase(File0))
        {
            await database.ExecuteAsync("INSERT INTO ledger_erase (reason) VALUES ('a hand in the database')");
            await database.ExecuteAsync("DELETE FROM ledger WHERE position = 3");
            await database.ExecuteAsync("DELETE FROM ledger_erase");
        }

        await Assert.ThrowsAsync<DatabaseFileException>(() => RunAsync(writes: 0));
    }

    [Fact]
    public async Task A_missing_database_is_refused_and_no_empty_one_is_made()
    {
        await RunAsync(writes: 1);
        File.Delete(File0);
        var refusal = await Assert.ThrowsAsync<DatabaseFileException>(() => RunAsync(writes: 0));
        Assert.Contains("is missing", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(File0));
    }

    [Fact]
    public async Task The_database_of_another_installation_is_refused()
    {
        await RunAsync(writes: 1);
        File.Move(Mark, Mark + ".kept");
        File.Delete(File0);
        await RunAsync(writes: 5);
        File.Move(Mark + ".kept", Mark, overwrite: true);
        var refusal = await Assert.ThrowsAsync<DatabaseFileException>(() => RunAsync(writes: 0));
        Assert.Contains("another installation", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_database_is_taken_after_the_word_and_the_newer_one_is_not_any_more()
    {
        await RunAsync(writes: 2);
        Copy(File0, File0 + ".old");
        await RunAsync(writes: 2);
        Copy(File0, File0 + ".new");
        Copy(File0 + ".old", File0);
        await using (var database = new SqliteDatabase(File0))
        {
            using var keeper = Keeper(database, Mark);
            var (before, now) = await keeper.AcceptAsync(Cancelled);
            Assert.Equal((4, 2), (before!.Position, now.Position));
        }

        await RunAsync(writes: 1);
        Copy(File0 + ".new", File0); // It parted from the other one, and has other events at the same positions.
        await Assert.ThrowsAsync<DatabaseFileException>(() => RunAsync(writes: 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(512)]
    public async Task A_torn_write_leaves_the_other_place(int at)
    {
        await RunAsync(writes: 1);
        var bytes = await File.ReadAllBytesAsync(Mark, Cancelled);
        bytes.AsSpan(at, 100).Clear();
        await File.WriteAllBytesAsync(Mark, bytes, Cancelled);
        await RunAsync(writes: 1);
    }

    [Fact]
    public async Task A_mark_that_says_nothing_any_more_is_refused_with_the_fix()
    {
        await RunAsync(writes: 1);
        await File.WriteAllTextAsync(Mark, "{}", Cancelled);
        var refusal = await Assert.ThrowsAsync<DatabaseFileException>(() => RunAsync(writes: 0));
        Assert.Contains("accept-older-database", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Files_are_for_their_owner_only_and_those_that_are_not_are_mended()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        using (var host = await StartAsync())
        {
            await WriteAsync(host, 1);
            Assert.All(["", "-wal", "-shm", ".lock", ".mark"], end => Assert.Equal("600", ModeOf(File0 + end)));
            await host.StopAsync(Cancelled);
        }

        File.SetUnixFileMode(File0, (UnixFileMode)0b110_100_100);
        await using var database = new SqliteDatabase(File0);
        Assert.Contains(File0, Assert.Single(database.Protect()), StringComparison.Ordinal);
        Assert.Equal("600", ModeOf(File0));
        Assert.Empty(database.Protect());
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_101_101);
        Assert.Contains("chmod 700", Assert.Single(database.Protect()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_PostgreSQL_an_older_dump_is_refused_where_a_server_saw_more()
    {
        await using var source = new PostgresSource(postgres);
        var database = await source.CreateMigratedAsync();
        using (var keeper = Keeper(database, Mark))
        {
            await keeper.CheckAsync(Cancelled); // A new server of a cluster has no mark.
            await database.ExecuteAsync("UPDATE installation SET signs = 20");
            await keeper.StartAsync(Cancelled);
        }

        await database.ExecuteAsync("UPDATE installation SET signs = 12"); // As a dump from before has it.
        using var next = Keeper(database, Mark);
        await Assert.ThrowsAsync<DatabaseFileException>(() => next.CheckAsync(Cancelled));
        await next.AcceptAsync(Cancelled);
        await next.CheckAsync(Cancelled);
    }

    [UnsupportedOSPlatform("windows")]
    private static string ModeOf(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);

    private static void Copy(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = new FileStream(to, FileMode.Create, FileAccess.Write);
        source.CopyTo(target);
    }

    private (string Database, string Mark) CopiesWhileRunning() => (_folder.File("crashed.db"), _folder.File("crashed.mark"));

    private static MarkKeeper Keeper(Database database, string path) =>
        new(database, path, TimeProvider.System, NullLogger<MarkKeeper>.Instance);

    private async Task RunAsync(int writes)
    {
        using var host = await StartAsync();
        await WriteAsync(host, writes);
        await host.StopAsync(Cancelled);
    }

    private async Task<IHost> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(new TestTimeProvider());
        builder.Services.AddActorsStorage(new StorageOptions { Path = File0, ServerId = "s" }, SampleTypes.Create());
        var host = builder.Build();
        await host.StartAsync(Cancelled);
        return host;
    }

    private static async Task WriteAsync(IHost host, int writes)
    {
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>(GroupCommitGrainStorage.ProviderName);
        var state = new GrainState<Tally>(new Tally());
        await storage.ReadStateAsync("state", GrainId.Create("tally", "a"), state, Cancelled);
        for (var i = 0; i < writes; i++)
        {
            state.State!.Count1(DateTimeOffset.UnixEpoch);
            await storage.WriteStateAsync("state", GrainId.Create("tally", "a"), state, Cancelled);
        }
    }
}
