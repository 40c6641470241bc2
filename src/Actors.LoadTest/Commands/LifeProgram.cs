using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Output;
using Actors.LoadTest.Programmes;
using Actors.LoadTest.Reconciling;
using Actors.LoadTest.Runs;
using Actors.LoadTest.Servers;
using Spectre.Console;

namespace Actors.LoadTest.Commands;

/// <summary>Carries out <c>life</c>: simulate, read the ledger, compare, report.</summary>
internal static class LifeProgram
{
    private const int Clean = 0;
    private const int Wrong = 1;
    private const int WrongUsage = 2;

    /// <summary>Often enough that a connected person never counts as unreachable.</summary>
    private static readonly TimeSpan MinPingInterval = TimeSpan.FromHours(3);

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        LifeOptions options, StorageChoice storage, bool asJson, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("actors-life-");
        var keepsFolder = true;
        PostgresServer? postgres = null;
        try
        {
            if (storage.StartsPostgres)
            {
                postgres = await PostgresServer.StartAsync(cancellationToken: cancellationToken);
                storage = storage with { Postgres = await postgres.CreateDatabaseAsync(cancellationToken) };
            }

            var settings = Settings(folder.FullName, storage, options.Servers);
            var ledger = storage.Postgres is { } connection
                ? LedgerDatabase.Postgres(connection)
                : LedgerDatabase.Sqlite(storage.Path ?? settings.DatabaseFile);
            if (options.Server is null && storage.Postgres is not null && await ledger.HasRowsAsync(cancellationToken))
            {
                keepsFolder = false;
                return await FailAsync("The database already holds people. Give the load test an empty one.");
            }

            var exit = await RunAsync(options, settings, ledger, asJson, cancellationToken);
            keepsFolder = exit != Clean && options is { Server: null, Sabotage: Sabotage.None };
            if (keepsFolder)
            {
                var folders = postgres is null ? folder.FullName : $"{folder.FullName} and {postgres.DataFolder}";
                await Console.Error.WriteLineAsync($"The data and the logs of the servers are kept in {folders}.");
            }

            return exit;
        }
        catch (Exception exception) when (exception is FileNotFoundException or PostgresFailedException)
        {
            keepsFolder = false;
            return await FailAsync(exception.Message);
        }
        catch (ServerFailedException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Wrong;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            keepsFolder = false;
            await Console.Error.WriteLineAsync("Stopped before the end; nothing was compared.");
            return Wrong;
        }
        finally
        {
            if (postgres is not null)
            {
                postgres.KeepsFiles = keepsFolder;
                await postgres.DisposeAsync();
            }

            if (!keepsFolder)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    /// <summary>The settings of the servers that the run starts.</summary>
    internal static ServerSettings Settings(string folder, StorageChoice storage, int servers) =>
        new(folder, storage.Postgres, MinPingInterval) { Servers = servers };

    private static async Task<int> RunAsync(
        LifeOptions options, ServerSettings settings, LedgerDatabase ledger, bool asJson, CancellationToken cancellationToken)
    {
        LifeRecord life;
        await using (var display = Display(asJson, TimeProvider.System))
        {
            life = await LiveAsync(options, settings, display, halfway: null, cancellationToken);
        }

        var (found, report) = await CompareAsync(options, ledger, life, cancellationToken);
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

    /// <summary>Lets people live on servers that run no longer than this.</summary>
    /// <param name="options">The options of the command.</param>
    /// <param name="settings">The settings of the servers, unless the options name one that runs already.</param>
    /// <param name="display">Shows the progress.</param>
    /// <param name="halfway"><see cref="LifeRun.Halfway"/>.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="FileNotFoundException">There is no such programme.</exception>
    /// <exception cref="ServerFailedException">A server failed.</exception>
    internal static async Task<LifeRecord> LiveAsync(
        LifeOptions options, ServerSettings settings, ILifeDisplay display, Func<CancellationToken, Task>? halfway,
        CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var rules = ProgrammeFile.Find(ServerFiles.Programmes, options.Programme);
        await using var servers = options.Server is { } address ? new ServerGroup(address) : new ServerGroup(settings, time);
        await using var run = new LifeRun(options, rules, servers, time, display) { Halfway = halfway };
        return await run.RunAsync(cancellationToken);
    }

    /// <summary>Reads the ledger and compares it with the journals.</summary>
    internal static async Task<(Reconciliation Found, LifeReport Report)> CompareAsync(
        LifeOptions options, LedgerDatabase ledger, LifeRecord life, CancellationToken cancellationToken)
    {
        var people = life.Journals.Select(journal => journal.Person).ToHashSet(StringComparer.Ordinal);
        var entries = await ledger.ReadAsync(cancellationToken);
        var ours = options.Server is null ? entries : [.. entries.Where(entry => people.Contains(entry.Grain))];
        var circumstances = life.Circumstances with { Recorded = await ledger.ReadOutagesAsync(cancellationToken) };
        var found = new Reconciler(circumstances).Reconcile(Saboteur.Tamper(ours, options.Sabotage), life.Journals);
        var entered = new EntryRules(circumstances).Check(
            life.Entries, await ledger.ReadRegistrationsAsync(cancellationToken), ours, isAlone: options.Server is null);
        found = found with { Findings = [.. found.Findings, .. entered.Findings] };
        return (found, LifeReport.Of(options, life with { Circumstances = circumstances }, found, entered));
    }

    private static ILifeDisplay Display(bool asJson, TimeProvider time)
    {
        if (asJson || Console.IsOutputRedirected)
        {
            return new PlainDisplay(asJson ? Console.Error : Console.Out, time);
        }

        return new TerminalDisplay(Terminal());
    }

    /// <summary>A terminal with colours, or plain text for files and pipes.</summary>
    private static IAnsiConsole Terminal() => Console.IsOutputRedirected
        ? AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors })
        : AnsiConsole.Console;

    private static async Task<int> FailAsync(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return WrongUsage;
    }
}
