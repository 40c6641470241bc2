using Actors.LoadTest.Commands;
using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Output;
using Actors.LoadTest.Programmes;
using Actors.LoadTest.Reconciling;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Servers;
using Actors.Testing;

namespace Actors.Cluster.Tests;

/// <summary>People who live on three real servers over one PostgreSQL, with a disturbance.</summary>
internal static class ClusterLife
{
    /// <summary>Three days, the first one without disturbance.</summary>
    public static LifeOptions Options { get; } = new() { Entrants = 40, Days = 2, Seed = 7, Servers = 3 };

    /// <summary>
    /// Lets people live, then holds the ledger against what their phones saw: nothing acknowledged is lost or doubled, nobody
    /// is blamed, and no server wrote after it had lost the right to.
    /// </summary>
    /// <param name="options">The options of the run.</param>
    /// <param name="database">The connection string of an empty database.</param>
    /// <param name="halfway">Runs once, in the middle of the run, beside it.</param>
    /// <returns>The figures, and how the cluster took over.</returns>
    public static async Task<(LifeReport Report, LifeRecord Record, WriteAudit Audit)> RunAsync(
        LifeOptions options, string database, Func<Task>? halfway = null)
    {
        using var folder = new TempFolder();
        var stop = TestContext.Current.CancellationToken;
        var settings = LifeProgram.Settings(folder.Path, new StorageChoice(null, database), options.Servers);
        var ledger = LedgerDatabase.Postgres(database);
        var audit = new WriteAudit(database);
        var display = new Progress(() => audit.InstallAsync(stop), halfway ?? (() => Task.CompletedTask));
        LifeRecord record;
        await using (var servers = new ServerGroup(settings, TimeProvider.System))
        {
            await using var run = new LifeRun(
                options, ProgrammeFile.Find(ServerFiles.Programmes, options.Programme), servers, TimeProvider.System, display);
            record = await run.RunAsync(stop);
        }

        await display.WhenDoneAsync();
        var (found, report) = await LifeProgram.CompareAsync(options, ledger, record, stop);
        Assert.DoesNotContain(found.Findings, finding => finding.Kind != FindingKind.NotFound);
        Assert.True(found.IsClean);
        Assert.Equal(0, await audit.CountForbiddenWritesAsync(stop));
        return (report, record, audit);
    }

    /// <summary>Starts what a test does once servers run, and what it does halfway.</summary>
    private sealed class Progress(Func<Task> first, Func<Task> halfway) : ILifeDisplay
    {
        private Task? _first;
        private Task? _halfway;

        public void Show(LifeStatus status)
        {
            _first ??= first();
            if (status.Done > 0.5)
            {
                _halfway ??= halfway();
            }
        }

        public async Task WhenDoneAsync()
        {
            await _first!;
            await _halfway!;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
