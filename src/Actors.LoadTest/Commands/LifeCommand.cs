using System.CommandLine;
using System.CommandLine.Parsing;
using Actors.LoadTest.Reconciling;

namespace Actors.LoadTest.Commands;

/// <summary>The command <c>life</c> and its options.</summary>
internal static class LifeCommand
{
    private const int MaxEntrants = 100_000;
    private const int MaxDays = 60;
    private const int MaxServers = 9;
    private const double MaxSpeed = 100_000;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var entrants = CommandOptions.Number("--entrants", "Number of people", 1_000, 1, MaxEntrants);
        var days = CommandOptions.Number("--days", "Number of days after the day of entry", 14, 1, MaxDays);
        var seed = new Option<ulong>("--seed") { Description = "The seed of all that is drawn", DefaultValueFactory = _ => 1 };
        var server = new Option<string?>("--server")
        {
            Description = "The address of a running server with Development:Enabled and Clock:Speed; needs --storage",
        };
        var storage = new Option<string>("--storage")
        {
            Description = "sqlite, sqlite:PATH, postgres for a server of its own, or postgres:CONNECTION with an empty database",
            DefaultValueFactory = _ => "sqlite",
        };
        var speed = new Option<double?>("--speed")
        {
            Description = "Programme seconds per second; default: as fast as the machine keeps up",
        };
        var faults = new Option<double>("--faults") { Description = "The probability that a phone misbehaves on one message" };
        var push = CommandOptions.Number("--push-only", "Percentage of phones that are reached by push only", 0, 0, 100);
        var kills = CommandOptions.Number("--kills", "Number of times that a server is killed", 0, 0, 1_000);
        var pauses = CommandOptions.Number("--pauses", "Number of times that one of several servers hangs", 0, 0, 1_000);
        var restarts = CommandOptions.Number(
            "--restarts", "Number of times that one of several servers is stopped in good order", 0, 0, 1_000);
        var rotations = CommandOptions.Number(
            "--rotate-keys", "Number of times that the master key is rotated while the servers run", 0, 0, 100);
        var servers = CommandOptions.Number(
            "--servers", "Number of servers; several form a cluster and need a PostgreSQL database", 1, 1, MaxServers);
        var json = new Option<bool>("--json") { Description = "Writes the result as one line of JSON" };
        var sabotage = Sabotages();
        var programme = new Option<string>("--programme")
        {
            Description = "The programme that people follow",
            DefaultValueFactory = _ => "japan-2021",
        };
        CommandOptions.Refuse(server, value => !CommandOptions.IsServer(value), "is an address such as http://127.0.0.1:5080");
        CommandOptions.Refuse(
            storage, value => StorageChoice.Parse(value!) is null, "is sqlite, sqlite:PATH, postgres or postgres:CONNECTION");
        CommandOptions.Refuse(speed, value => value is not (null or (> 0 and <= MaxSpeed)), "is a number above 0, up to 100,000");
        CommandOptions.Refuse(faults, value => value is not (>= 0 and <= 1), "is a probability, from 0 to 1");
        var command = new Command(
            "life", "Simulates people through their stays, then compares the ledger with what their phones saw")
        {
            entrants, days, seed, server, storage, speed, faults, push, servers, kills, pauses, restarts, rotations, json,
            sabotage, programme,
        };
        command.Validators.Add(result => CheckServers(result, server, servers, storage, kills, rotations));
        command.Validators.Add(result => CheckDisturbances(result, servers, pauses, restarts));
        command.SetAction((parsed, cancellationToken) => LifeProgram.RunAsync(
            new()
            {
                Entrants = parsed.GetValue(entrants),
                Days = parsed.GetValue(days),
                Seed = parsed.GetValue(seed),
                Server = parsed.GetValue(server) is { } address ? new Uri(address) : null,
                Speed = parsed.GetValue(speed),
                Faults = parsed.GetValue(faults),
                PushOnly = parsed.GetValue(push) / 100.0,
                Servers = parsed.GetValue(servers),
                Kills = parsed.GetValue(kills),
                Pauses = parsed.GetValue(pauses),
                Restarts = parsed.GetValue(restarts),
                KeyRotations = parsed.GetValue(rotations),
                Sabotage = Named(parsed.GetValue(sabotage)),
                Programme = parsed.GetValue(programme)!,
            },
            StorageChoice.Parse(parsed.GetValue(storage)!)!, parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static Option<string?> Sabotages()
    {
        var sabotage = new Option<string?>("--sabotage")
        {
            Description = "Damages the copy of the ledger, to show that the error is found",
        };
        sabotage.AcceptOnlyFromAmong("lose", "double", "shift-day", "blame");
        return sabotage;
    }

    private static void CheckServers(
        CommandResult result, Option<string?> server, Option<int> servers, Option<string> storage,
        params Option<int>[] disturbances)
    {
        var isRunning = result.GetResult(server) is { Implicit: false };
        var given = result.GetResult(storage) is { Implicit: false } ? result.GetValue(storage) : null;
        if (isRunning && (given is null or StorageChoice.OwnPostgres
            || disturbances.Any(option => result.GetResult(option) is { Implicit: false })))
        {
            result.AddError(
                "A running server needs --storage, where its ledger is read; it cannot be killed, and its keys are not at hand.");
        }

        if (result.GetResult(servers) is { Tokens: [var text] } && int.TryParse(text.Value, out var count) && count > 1
            && (isRunning || given is null || StorageChoice.Parse(given) is { StartsPostgres: false, Postgres: null }))
        {
            result.AddError("Several --servers form a cluster, which needs --storage postgres and no --server.");
        }
    }

    /// <summary>A single server that hangs or is stopped is an outage like one that is killed, so it is not tried.</summary>
    private static void CheckDisturbances(CommandResult result, Option<int> servers, params Option<int>[] disturbances)
    {
        var isSingle = result.GetResult(servers) is not { Implicit: false };
        if (isSingle && disturbances.Any(option => result.GetResult(option) is { Implicit: false }))
        {
            result.AddError("Only one of several --servers can be paused or restarted.");
        }
    }

    private static Sabotage Named(string? name) => name switch
    {
        "lose" => Sabotage.Lose,
        "double" => Sabotage.Repeat,
        "shift-day" => Sabotage.ShiftDay,
        "blame" => Sabotage.Blame,
        _ => Sabotage.None,
    };
}

/// <summary>
/// Where the servers store: <c>sqlite</c>, <c>sqlite:PATH</c>, <c>postgres</c> or <c>postgres:CONNECTION</c>.
/// </summary>
/// <param name="Path">The SQLite file of a running server; null for a file of the run, or PostgreSQL.</param>
/// <param name="Postgres">The connection string; null for SQLite or a PostgreSQL server of the run.</param>
internal sealed record StorageChoice(string? Path, string? Postgres)
{
    /// <summary>The text that chooses a PostgreSQL server of the run.</summary>
    public const string OwnPostgres = "postgres";

    private const string PostgresPrefix = "postgres:";
    private const string SqlitePrefix = "sqlite:";

    /// <summary>A SQLite file of the run.</summary>
    public static readonly StorageChoice Sqlite = new(null, null);

    /// <summary>Whether the run starts a PostgreSQL server.</summary>
    public bool StartsPostgres { get; init; }

    /// <summary>Reads a choice. Returns null if the text is not one.</summary>
    public static StorageChoice? Parse(string text) =>
        text == "sqlite" ? Sqlite
        : text == OwnPostgres ? Sqlite with { StartsPostgres = true }
        : text.StartsWith(SqlitePrefix, StringComparison.Ordinal) && text.Length > SqlitePrefix.Length
            ? new(text[SqlitePrefix.Length..], null)
        : text.StartsWith(PostgresPrefix, StringComparison.Ordinal) && text.Length > PostgresPrefix.Length
            ? new(null, text[PostgresPrefix.Length..])
        : null;
}
