using System.CommandLine;
using Actors.LoadTest.Reconciling;

namespace Actors.LoadTest.Commands;

/// <summary><c>life</c>: its options, and what is wrong with them.</summary>
internal static class LifeCommand
{
    private const int MostEntrants = 100_000;
    private const int MostDays = 60;
    private const double HighestSpeed = 100_000;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var entrants = Options.Number("--entrants", "How many people", 1_000, 1, MostEntrants);
        var days = Options.Number("--days", "For how many days after the day of entry", 14, 1, MostDays);
        var seed = new Option<ulong>("--seed") { Description = "What everything is drawn from", DefaultValueFactory = _ => 1 };
        var server = new Option<string?>("--server")
        {
            Description = "A server that runs already, with Development:Enabled and a clock of its own; needs --storage",
        };
        var storage = new Option<string>("--storage")
        {
            Description = "sqlite, sqlite:PATH or postgres:CONNECTION; a database of PostgreSQL must be empty",
            DefaultValueFactory = _ => "sqlite",
        };
        var speed = new Option<double?>("--speed")
        {
            Description = "Programme seconds per second; default: what the machine keeps up with",
        };
        var faults = new Option<double>("--faults")
        {
            Description = "The probability with which a phone misbehaves with one message",
        };
        var kills = Options.Number("--kills", "How often the server is killed", 0, 0, 1_000);
        var json = new Option<bool>("--json") { Description = "One line of JSON at the end" };
        var sabotage = new Option<string?>("--sabotage")
        {
            Description = "Tampers with a copy of what was read, to see it found",
        };
        sabotage.AcceptOnlyFromAmong("lose", "double", "shift-day", "blame");
        var programme = new Option<string>("--programme")
        {
            Description = "By whose rules people live",
            DefaultValueFactory = _ => "japan-2021",
        };
        Options.Refuse(server, value => !Options.IsServer(value), "is an address such as http://127.0.0.1:5080");
        Options.Refuse(storage, value => StorageChoice.Parse(value!) is null, "is sqlite, sqlite:PATH or postgres:CONNECTION");
        Options.Refuse(speed, value => value is not (null or (> 0 and <= HighestSpeed)), "is a number above 0, up to 100,000");
        Options.Refuse(faults, value => value is not (>= 0 and <= 1), "is a probability, from 0 to 1");
        var command = new Command(
            "life", "Lets people live through their days, then holds the ledger against what their phones saw")
        {
            entrants, days, seed, server, storage, speed, faults, kills, json, sabotage, programme,
        };
        command.Validators.Add(result =>
        {
            var isOurs = result.GetResult(server) is null or { Implicit: true };
            var isReadable = result.GetResult(storage) is { Implicit: false };
            if (!isOurs && (!isReadable || result.GetResult(kills) is { Implicit: false }))
            {
                result.AddError("A server that runs already needs --storage, where its ledger is read, and cannot be killed.");
            }
        });
        command.SetAction((parsed, cancellationToken) => LifeProgram.RunAsync(
            new()
            {
                Entrants = parsed.GetValue(entrants),
                Days = parsed.GetValue(days),
                Seed = parsed.GetValue(seed),
                Server = parsed.GetValue(server) is { } address ? new Uri(address) : null,
                Speed = parsed.GetValue(speed),
                Faults = parsed.GetValue(faults),
                Kills = parsed.GetValue(kills),
                Sabotage = Named(parsed.GetValue(sabotage)),
                Programme = parsed.GetValue(programme)!,
            },
            StorageChoice.Parse(parsed.GetValue(storage)!)!, parsed.GetValue(json), cancellationToken));
        return command;
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
