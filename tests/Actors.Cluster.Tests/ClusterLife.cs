using Actors.LoadTest.Commands;
using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Output;
using Actors.LoadTest.Reconciling;
using Actors.LoadTest.Runs;
using Actors.Testing;

namespace Actors.Cluster.Tests;

/// <summary>People who live on three real servers over one PostgreSQL, with a disturbance.</summary>
internal static class ClusterLife
{
    /// <summary>Two days, the first one without disturbance.</summary>
    public static LifeOptions Options { get; } = new() { Entrants = 40, Days = 1, Seed = 7, Servers = 3 };

    /// <summary>
    /// Lets people live, then compares the ledger with what their phones saw: nothing acknowledged is lost or doubled, no person
    /// is blamed, and no server wrote after it had lost the right to.
    /// </summary>
    /// <param name="options">The options of the run.</param>
    /// <param name="database">The connection string of an empty database.</param>
    /// <param name="halfway">What happens in the middle of the run.</param>
    /// <returns>The figures, and how the cluster took over.</returns>
    public static async Task<(LifeReport Report, LifeRecord Record, WriteAudit Audit)> RunAsync(
        LifeOptions options, string database, Func<CancellationToken, Task>? halfway = null)
    {
        using var folder = new TempFolder();
        var stop = TestContext.Current.CancellationToken;
        var settings = LifeProgram.Settings(folder.Path, new StorageChoice(null, database), options.Servers);
        var ledger = LedgerDatabase.Postgres(database);
        var audit = new WriteAudit(database);
        var display = new Beginning(() => audit.InstallAsync(stop));
        var record = await LifeProgram.LiveAsync(options, settings, display, halfway, stop);
        await display.WhenDoneAsync();
        var (found, report) = await LifeProgram.CompareAsync(options, ledger, record, stop);
        Assert.DoesNotContain(found.Findings, finding => finding.Kind != FindingKind.NotFound);
        Assert.True(found.IsClean);
        Assert.Empty(await audit.ListForbiddenWritesAsync(stop));
        return (report, record, audit);
    }

    /// <summary>Does something once the servers run.</summary>
    private sealed class Beginning(Func<Task> begin) : ILifeDisplay
    {
        private Task? _begun;

        public void Show(LifeStatus status) => _begun ??= begin();

        public Task WhenDoneAsync() => _begun!;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
