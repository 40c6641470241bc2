using Actors.Benchmarks.Harness;
using Actors.LoadTest.Commands;
using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Output;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Servers;
using Actors.Testing;

namespace Actors.Benchmarks.Clusters;

/// <summary>
/// One of three servers on PostgreSQL is killed, hangs, or is restarted in good order, while people live. Seconds until a command
/// of every connected phone is acknowledged again, and until a server that hung has ended after it woke. The limit is the aim:
/// there is no peer.
/// </summary>
internal sealed class FailOverTime : IBenchmark
{
    private const double Limit = 15;

    private static readonly LifeOptions Options =
        new() { Entrants = 90, Days = 4, Seed = 7, Servers = 3, Kills = 3, Pauses = 3, Restarts = 3 };

    public string Name => "FAIL-OVER";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        if (!PostgresServer.IsInstalled)
        {
            throw new BenchmarkSkippedException("PostgreSQL is not installed.");
        }

        var failOvers = await LiveAsync();
        var hung = failOvers.Where(each => each.Kind == DisturbanceKind.Pause).ToList();
        return
        [
            Row("killed: every phone served again", Times(failOvers, DisturbanceKind.Kill)),
            Row("hanging (SIGSTOP): every phone served again", Times(failOvers, DisturbanceKind.Pause)),
            Row("woken (SIGCONT): ended", hung.Select(each => each.Ended!.Value)),
            Row("restarted in good order: every phone served again", Times(failOvers, DisturbanceKind.Restart)),
        ];
    }

    /// <exception cref="InvalidOperationException">Something was lost, doubled or held against a person.</exception>
    private static async Task<IReadOnlyList<FailOver>> LiveAsync()
    {
        using var folder = new TempFolder();
        await using var postgres = await PostgresServer.StartAsync();
        var database = await postgres.CreateDatabaseAsync();
        var settings = LifeProgram.Settings(folder.Path, new StorageChoice(null, database), Options.Servers);
        await using var display = new PlainDisplay(TextWriter.Null, TimeProvider.System);
        var life = await LifeProgram.LiveAsync(Options, settings, display, halfway: null, CancellationToken.None);
        var (found, _) = await LifeProgram.CompareAsync(Options, LedgerDatabase.Postgres(database), life, CancellationToken.None);
        return found.IsClean
            ? life.FailOvers
            : throw new InvalidOperationException($"The ledger disagrees with the phones: {found.Findings[0]}");
    }

    private static IEnumerable<TimeSpan> Times(IEnumerable<FailOver> failOvers, DisturbanceKind kind) =>
        failOvers.Where(each => each.Kind == kind).Select(each => each.Time);

    private static Line Row(string what, IEnumerable<TimeSpan> times) => new(
        what, "s", new([.. times.Select(time => new Sample(time.TotalSeconds))]), Aim: Aim.WorstAtMost(Limit), IsLessBetter: true);
}
