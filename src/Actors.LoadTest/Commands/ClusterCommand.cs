using System.CommandLine;

namespace Actors.LoadTest.Commands;

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
