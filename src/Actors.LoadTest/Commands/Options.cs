using System.CommandLine;

namespace Actors.LoadTest.Commands;

/// <summary>Options of the commands, and how they say what is wrong.</summary>
internal static class Options
{
    /// <summary>A whole number between two others.</summary>
    public static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        Refuse(option, value => value < least || value > most, $"is a whole number from {least} to {most}");
        return option;
    }

    /// <summary>Refuses values, with the rule that they break.</summary>
    public static void Refuse<T>(Option<T> option, Func<T?, bool> isWrong, string rule) => option.Validators.Add(result =>
    {
        try
        {
            if (isWrong(result.GetValueOrDefault<T>()))
            {
                result.AddError($"{option.Name} {rule}.");
            }
        }
        catch (InvalidOperationException)
        {
            // Not even of its type: the parser says so itself.
        }
    });

    /// <summary>Whether it is the address of a server, or nothing.</summary>
    public static bool IsServer(string? text) =>
        text is null || (Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is "http" or "https");
}
