using System.Globalization;

namespace Actors.Benchmarks.Harness;

/// <summary>What stands on the command line.</summary>
/// <param name="Names">Of the benchmarks, or how they begin; none: all.</param>
/// <param name="Writes">Whether the page is kept.</param>
/// <param name="Entrants">How many people the benchmarks of a whole town have.</param>
/// <param name="IsQuick">Whether the benchmarks of calls are cut short, to try them out.</param>
internal sealed record SuiteOptions(IReadOnlyList<string> Names, bool Writes, int Entrants, bool IsQuick)
{
    private const string Write = "--write";
    private const string Quick = "--quick";
    private const string People = "--entrants";
    private const int DefaultEntrants = 100_000;

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">There is no number of people.</exception>
    public static SuiteOptions Read(IReadOnlyList<string> args)
    {
        var rest = args.Where(arg => arg is not (Write or Quick)).ToList();
        var entrants = DefaultEntrants;
        if (rest.IndexOf(People) is var at and >= 0)
        {
            var text = at + 1 < rest.Count ? rest[at + 1] : "";
            entrants = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new FormatException($"{People} needs a number of people.");
            rest.RemoveRange(at, 2);
        }

        return new(rest, args.Contains(Write), entrants, args.Contains(Quick));
    }
}
