using System.Runtime.Versioning;
using Actors.Storage.Databases;
using Actors.Storage.Hosting;
using Actors.Storage.Recovery;
using Actors.Storage.States;
using Actors.Storage.Tests.Samples;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace Actors.Storage.Tests.Recovery;

/// <summary>A backup under load, and what a restore takes and refuses.</summary>
public sealed class SqliteBackupTests : IDisposable
{
    private const int Writers = 16;
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Backup => _folder.File("backup");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_backup_under_load_has_all_that_was_acknowledged_before_and_is_sound()
    {
        var acknowledged = new long[Writers];
        long[] before;
        using (var server = await StartAsync("live"))
        {
            using var stop = new CancellationTokenSource();
            var isBusy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writers = Enumerable.Range(0, Writers).Select(async writer =>
            {
                await foreach (var count in WriteAsync(server, $"{writer}"))
                {
                    Volatile.Write(ref acknowledged[writer], count);
                    if (acknowledged.All(static each => each > 5))
                    {
                        isBusy.TrySetResult();
                    }

                    if (stop.IsCancellationRequested)
                    {
                        return;
                    }
                }
            }).ToList();
            await isBusy.Task.WaitAsync(Cancelled);
            before = [.. acknowledged];
            var manifest = await BackupOf(server).CreateAsync(Backup, Cancelled);
            Assert.True(manifest.Contents.Position >= before.Sum());
            await stop.CancelAsync();
            await Task.WhenAll(writers);
            await server.StopAsync(Cancelled);
        }

        await RestoreAsync("other");

        using var restored = await StartAsync("other");
        for (var writer = 0; writer < Writers; writer++)
        {
            var state = await ReadAsync(restored, $"{writer}");
            Assert.True(state.State!.Count >= before[writer]);
        }

        var report = await restored.Services.GetRequiredService<DatabaseVerifier>()
            .RunAsync(restored.Services.GetRequiredService<Database>(), Cancelled);
        Assert.Empty(report.Findings);
        Assert.Equal(report.Events, restored.Services.GetRequiredService<Database>() is { } database
            ? await database.ExecuteAsync("SELECT count(*) FROM ledger") : null);
        await restored.StopAsync(Cancelled);
    }

    [Fact]
    public async Task A_restore_of_less_than_the_server_had_needs_the_word()
    {
        using (var server = await StartAsync("live"))
        {
            await WriteAsync(server, "a").FirstAsync(Cancelled);
            await BackupOf(server).CreateAsync(Backup, Cancelled);
            await WriteAsync(server, "a").FirstAsync(Cancelled);
            await server.StopAsync(Cancelled);
        }

        File.Delete(_folder.File("live.db"));
        var refusal = await Assert.ThrowsAsync<DatabaseFileException>(() => RestoreAsync("live"));
        Assert.Contains("--accept-older-database", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("live.db")));

        await RestoreAsync("live", acceptsOlder: true);
        using var restored = await StartAsync("live");
        Assert.Equal(1, (await ReadAsync(restored, "a")).State!.Count);
        await restored.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Nothing_is_overwritten()
    {
        using var server = await StartAsync("live");
        await BackupOf(server).CreateAsync(Backup, Cancelled);
        await Assert.ThrowsAsync<DatabaseFileException>(() => BackupOf(server).CreateAsync(Backup, Cancelled));
        var refusal = await Assert.ThrowsAsync<DatabaseFileException>(() => RestoreAsync("live", acceptsOlder: true));
        Assert.Contains("overwrites nothing", refusal.Message, StringComparison.Ordinal);
        await server.StopAsync(Cancelled);
    }

    [Theory]
    [InlineData("actors.db")]
    [InlineData("manifest.json")]
    public async Task A_backup_that_is_not_whole_is_refused(string file)
    {
        using (var server = await StartAsync("live"))
        {
            await BackupOf(server).CreateAsync(Backup, Cancelled);
            await server.StopAsync(Cancelled);
        }

        var path = Path.Combine(Backup, file);
        var bytes = await File.ReadAllBytesAsync(path, Cancelled);
        await File.WriteAllBytesAsync(path, bytes[..^1], Cancelled);
        await Assert.ThrowsAsync<DatabaseFileException>(() => RestoreAsync("other"));
        Assert.False(File.Exists(_folder.File("other.db")));
        Assert.False(File.Exists(_folder.File("other.db.restoring")));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_user_of_the_server_may_read_a_backup()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        using var server = await StartAsync("live");
        await BackupOf(server).CreateAsync(Backup, Cancelled);
        Assert.Equal((UnixFileMode)0b111_000_000, new DirectoryInfo(Backup).UnixFileMode);
        Assert.All(
            Directory.GetFiles(Backup), file => Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(file)));
        await server.StopAsync(Cancelled);
    }

    private static SqliteBackup BackupOf(IHost server) => server.Services.GetRequiredService<SqliteBackup>();

    private static async Task<GrainState<Tally>> ReadAsync(IHost server, string key)
    {
        var state = new GrainState<Tally>(new Tally());
        await server.Services.GetRequiredKeyedService<IGrainStorage>(GroupCommitGrainStorage.ProviderName)
            .ReadStateAsync("state", GrainId.Create("tally", key), state, Cancelled);
        return state;
    }

    private static async IAsyncEnumerable<long> WriteAsync(IHost server, string key)
    {
        var storage = server.Services.GetRequiredKeyedService<IGrainStorage>(GroupCommitGrainStorage.ProviderName);
        for (var state = await ReadAsync(server, key); ;)
        {
            state.State!.Count1(DateTimeOffset.UnixEpoch);
            await storage.WriteStateAsync("state", GrainId.Create("tally", key), state, Cancelled);
            yield return state.State.Count;
        }
    }

    private async Task RestoreAsync(string name, bool acceptsOlder = false)
    {
        using var command = Build(name);
        await BackupOf(command).RestoreAsync(Backup, acceptsOlder, Cancelled);
    }

    private async Task<IHost> StartAsync(string name)
    {
        var host = Build(name);
        await host.StartAsync(Cancelled);
        return host;
    }

    private IHost Build(string name)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(new TestTimeProvider());
        builder.Services.AddActorsStorage(
            new StorageOptions { Path = _folder.File($"{name}.db"), ServerId = "s" }, SampleTypes.Create());
        return builder.Build();
    }
}
