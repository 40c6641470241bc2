using System.CommandLine;

namespace Actors.LoadTest.Commands;

/// <summary>Creates and validates options of the commands.</summary>
internal static class CommandOptions
{
    /// <summary>Creates an option for a whole number within bounds.</summary>
    public static Option<int> Number(string name, string description, int usual, int min, int max)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        Refuse(option, value => value < min || value > max, $"is a whole number from {min} to {max}");
        return option;
    }

    /// <summary>Adds a validator that names the rule.</summary>
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
            // The value has the wrong type; the parser reports that.
        }
    });

    /// <summary>Whether a text is null or the address of a server.</summary>
    public static bool IsServer(string? text) =>
        text is null || (Uri.TryCreate(text, UriKind.Absolute, out var server) && server.Scheme is "http" or "https");
}
