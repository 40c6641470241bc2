using System.CommandLine;
using System.Globalization;
using Actors.LoadTest.Clusters;
using Actors.LoadTest.Programmes;
using Actors.LoadTest.Servers;

namespace Actors.LoadTest.Commands;

/// <summary>Carries out <c>cluster</c>: PostgreSQL, servers and front, until Ctrl+C.</summary>
internal static class ClusterProgram
{
    private const int Stopped = 0;
    private const int Failed = 1;
    private const double SecondsOfDay = 86_400;

    /// <summary>The people of Japan, whose programme the board shows first, get prompts from eight in the morning.</summary>
    private static readonly TimeOnly Morning = new(7, 50);

    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(ClusterOptions options, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("actors-cluster-");
        var keepsFolder = false;
        try
        {
            await RunAsync(options, folder.FullName, cancellationToken);
            return Stopped;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Stopped;
        }
        catch (Exception exception) when (exception is ServerFailedException or PostgresFailedException or IOException)
        {
            keepsFolder = exception is ServerFailedException;
            await Console.Error.WriteLineAsync(exception.Message);
            return Failed;
        }
        finally
        {
            if (!keepsFolder)
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static async Task RunAsync(ClusterOptions options, string folder, CancellationToken cancellationToken)
    {
        Say($"PostgreSQL and {options.Servers} servers start. That takes a moment.");
        await using var postgres = await PostgresServer.StartAsync(cancellationToken: cancellationToken);
        var settings = new ServerSettings(
            folder, await postgres.CreateDatabaseAsync(cancellationToken), MinPingInterval: TimeSpan.Zero)
        {
            Servers = options.Servers,
            More =
            [
                "--Demo:Enabled=true",
                string.Create(CultureInfo.InvariantCulture, $"--Demo:People={options.People}"),
                string.Create(CultureInfo.InvariantCulture, $"--Demo:DaySeconds={options.DaySeconds}"),
                $"--Demo:PhoneServer={options.Address}",
            ],
        };
        await using var servers = new ServerGroup(settings, TimeProvider.System);
        try
        {
            await KeepAsync(options, settings, servers, postgres, cancellationToken);
        }
        finally
        {
            await servers.StopWithinAsync(StopLimit);
        }
    }

    private static async Task KeepAsync(
        ClusterOptions options, ServerSettings settings, ServerGroup servers, PostgresServer postgres,
        CancellationToken cancellationToken)
    {
        var wall = TimeProvider.System;
        await using var front = await Front.StartAsync(options.Address, servers.Addresses, wall, cancellationToken);
        using var supervisor = new Supervisor(
            servers, SecondsOfDay / options.DaySeconds, RestartPause, wall, line => Say($"{wall.GetLocalNow():HH:mm:ss} {line}"));
        var zone = ProgrammeFile.Find(ServerFiles.Programmes, "japan-2021").Zone;
        var morning = TimeZoneInfo.ConvertTime(wall.GetUtcNow(), zone).Date + Morning.ToTimeSpan();
        await supervisor.StartAsync(new(morning, zone.GetUtcOffset(morning)), cancellationToken);
        Introduce(options, servers.Children, postgres, settings.Folder);
        await supervisor.KeepAsync(cancellationToken);
    }

    private static void Introduce(
        ClusterOptions options, IReadOnlyList<ChildServer> servers, PostgresServer postgres, string folder)
    {
        Say($"");
        foreach (var server in servers)
        {
            Say($"  {server.Name}      process {server.ProcessId,-8} {server.Address}");
        }

        Say($"  PostgreSQL    psql -h {postgres.Host} -p {postgres.Port} -U postgres actors_1");
        Say($"  Logs          {folder}");
        Say($"");
        var day = TimeSpan.FromSeconds(options.DaySeconds).TotalMinutes;
        Say($"{options.People} fictional people; a day of theirs takes {day:0.##} min.");
        Say($"");
        Say($"  Kill one      kill -9 {servers[0].ProcessId}");
        Say($"                Others take over within about ten seconds. It starts again after {RestartPause.TotalSeconds} s.");
        Say($"  Stop          Ctrl+C");
        Say($"");
        Say($"Open {options.Address}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

/// <summary>The command <c>cluster</c> and its options.</summary>
internal static class ClusterCommand
{
    private const int MinServers = 2;
    private const int MaxServers = 9;
    private const int MaxPeople = 5_000;
    private const int SecondsOfDay = 86_400;

    /// <summary>A death goes unnoticed for ten seconds: at this speed ten minutes of an hour in which to answer.</summary>
    private const int DefaultDaySeconds = 1_440;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var servers = CommandOptions.Number("--servers", "Number of servers", 3, MinServers, MaxServers);
        var people = CommandOptions.Number("--people", "Number of fictional people", 200, 0, MaxPeople);
        var day = CommandOptions.Number(
            "--day-seconds", "Seconds that a day of theirs takes", DefaultDaySeconds, 60, SecondsOfDay);
        var urls = new Option<string>("--urls")
        {
            Description = "The one address of all servers",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        CommandOptions.Refuse(urls, IsWrongAddress, "is one address such as http://127.0.0.1:5080");
        var command = new Command(
            "cluster", "Runs PostgreSQL and several servers behind one address, for trying what happens when one dies")
        {
            servers, people, day, urls,
        };
        command.SetAction((parsed, cancellationToken) => ClusterProgram.RunAsync(
            new(parsed.GetValue(servers), parsed.GetValue(people), parsed.GetValue(day), new Uri(parsed.GetValue(urls)!)),
            cancellationToken));
        return command;
    }

    private static bool IsWrongAddress(string? text) =>
        !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && address.Port > 0);
}

/// <summary>Options of <c>cluster</c>.</summary>
/// <param name="Servers">Number of servers.</param>
/// <param name="People">Number of fictional people who live at once.</param>
/// <param name="DaySeconds">Seconds that a day of theirs takes.</param>
/// <param name="Address">The address of the front.</param>
internal sealed record ClusterOptions(int Servers, int People, int DaySeconds, Uri Address);
