using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Output;
using Actors.LoadTest.Programmes;
using Actors.LoadTest.Reconciling;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Servers;
using Spectre.Console;

namespace Actors.LoadTest.Commands;

/// <summary>What <c>life</c> does: live, read, compare, tell.</summary>
internal static class LifeProgram
{
    private const int Clean = 0;
    private const int Wrong = 1;
    private const int WrongUsage = 2;

    /// <summary>Often enough for nobody who is connected to be taken for unreachable.</summary>
    private static readonly TimeSpan PingAtMostEvery = TimeSpan.FromHours(3);

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        LifeOptions options, StorageChoice storage, bool asJson, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("actors-life-");
        var isToBeKept = true;
        try
        {
            var settings = Settings(folder.FullName, storage);
            var ledger = storage.Postgres is { } connection
                ? LedgerDatabase.Postgres(connection)
                : LedgerDatabase.Sqlite(storage.Path ?? settings.DatabaseFile);
            var rules = ProgrammeFile.Find(ServerFiles.Programmes, options.Programme);
            if (options.Server is null && storage.Postgres is not null && await ledger.HasPeopleAsync(cancellationToken))
            {
                isToBeKept = false;
                return await FailAsync("The database has people in it. A load test needs one of its own.");
            }

            var exit = await RunAsync(options, settings, ledger, rules, asJson, cancellationToken);
            isToBeKept = exit != Clean && options is { Server: null, Sabotage: Sabotage.None };
            if (isToBeKept)
            {
                await Console.Error.WriteLineAsync($"What the server stored and said is kept in {folder.FullName}.");
            }

            return exit;
        }
        catch (FileNotFoundException exception)
        {
            isToBeKept = false;
            return await FailAsync(exception.Message);
        }
        catch (ServerFailedException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Wrong;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            isToBeKept = false;
            await Console.Error.WriteLineAsync("Stopped before the end: nothing was compared.");
            return Wrong;
        }
        finally
        {
            if (!isToBeKept)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    /// <summary>How a server of our own is started.</summary>
    internal static ServerSettings Settings(string folder, StorageChoice storage) =>
        new(folder, storage.Postgres, PingAtMostEvery);

    private static async Task<int> RunAsync(
        LifeOptions options, ServerSettings settings, LedgerDatabase ledger, ProgrammeRules rules, bool asJson,
        CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        LifeRecord life;
        await using (var child = options.Server is null ? new ChildServer(settings, time) : null)
        await using (var display = Display(asJson, time))
        await using (var run = new LifeRun(options, rules, child, time, display))
        {
            life = await run.RunAsync(cancellationToken);
        }

        var (found, report) = await JudgeAsync(options, ledger, life, cancellationToken);
        Summary.WriteFindings(Console.Error, found);
        if (asJson)
        {
            await Console.Out.WriteLineAsync(report.ToJson());
        }
        else
        {
            Summary.Write(Terminal(), report, found.IsClean);
        }

        return found.IsClean ? Clean : Wrong;
    }

    /// <summary>Reads the ledger and compares.</summary>
    internal static async Task<(Reconciliation Found, LifeReport Report)> JudgeAsync(
        LifeOptions options, LedgerDatabase ledger, LifeRecord life, CancellationToken cancellationToken)
    {
        var people = life.Journals.Select(journal => journal.Person).ToHashSet(StringComparer.Ordinal);
        var entries = await ledger.ReadAsync(cancellationToken);
        var ours = options.Server is null ? entries : [.. entries.Where(entry => people.Contains(entry.Grain))];
        var circumstances = life.Circumstances with { Recorded = await ledger.ReadOutagesAsync(cancellationToken) };
        var found = new Reconciler(circumstances).Reconcile(Saboteur.Tamper(ours, options.Sabotage), life.Journals);
        return (found, LifeReport.Of(options, life with { Circumstances = circumstances }, found));
    }

    private static IDisplay Display(bool asJson, TimeProvider time)
    {
        if (asJson || Console.IsOutputRedirected)
        {
            return new PlainDisplay(asJson ? Console.Error : Console.Out, time);
        }

        return new TerminalDisplay(Terminal());
    }

    /// <summary>A file or a pipe gets text without colours.</summary>
    private static IAnsiConsole Terminal() => Console.IsOutputRedirected
        ? AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors })
        : AnsiConsole.Console;

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return WrongUsage;
    }
}
