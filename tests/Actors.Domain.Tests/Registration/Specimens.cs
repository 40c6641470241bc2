using System.Globalization;

namespace Actors.Domain.Tests.Registration;

/// <summary>Machine-readable zones, written by the rules of ICAO 9303-4 and not by the code that reads them.</summary>
internal static class Specimens
{
    /// <summary>The specimen of ICAO 9303-4, appendix B.</summary>
    public const string Eriksson =
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    /// <summary>A day on which the specimen was valid.</summary>
    public static readonly DateOnly Today = new(2012, 4, 1);

    /// <summary>Writes a zone.</summary>
    public static string Write(
        string state, string name, string number, string birth, string until, string optional = "", char? emptyCheck = null)
    {
        var document = number.PadRight(9, '<');
        var extra = optional.PadRight(14, '<');
        var extraCheck = optional.Length == 0 && emptyCheck is { } given ? given : Digit(extra);
        var names = $"P<{state.PadRight(3, '<')}{name}".PadRight(44, '<')[..44];
        var data = $"{document}{Digit(document)}{state.PadRight(3, '<')}{birth}{Digit(birth)}F{until}{Digit(until)}"
            + $"{extra}{extraCheck}";
        return $"{names}\n{data}{Digit(data[..10] + data[13..20] + data[21..43])}";
    }

    private static char Digit(string field)
    {
        const string values = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        int[] weights = [7, 3, 1];
        var sum = field.Select((character, place) => Math.Max(0, values.IndexOf(character)) * weights[place % 3]).Sum();
        return (sum % 10).ToString(CultureInfo.InvariantCulture)[0];
    }
}
