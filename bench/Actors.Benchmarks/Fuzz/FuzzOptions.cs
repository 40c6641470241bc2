using System.Globalization;

namespace Actors.Benchmarks.Fuzz;

/// <summary>The arguments of <c>fuzz</c>.</summary>
/// <param name="Seed">All inputs follow from it.</param>
/// <param name="Times">How many times the usual number of inputs.</param>
/// <param name="Targets">Names of targets, or how they start; all if empty.</param>
internal sealed record FuzzOptions(ulong Seed, double Times, IReadOnlyList<string> Targets)
{
    private const ulong DefaultSeed = 20260701;

    /// <summary>The target that takes its inputs from a coverage-guided fuzzer; null to draw them from the seed.</summary>
    public string? SharpFuzzTarget { get; init; }

    /// <summary>The folder to write sample inputs of each target to; null for none.</summary>
    public string? CorpusFolder { get; init; }

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">A value is missing or not a number.</exception>
    public static FuzzOptions Read(IReadOnlyList<string> args)
    {
        var options = new FuzzOptions(DefaultSeed, 1, []);
        for (var at = 0; at < args.Count; at++)
        {
            options = args[at] switch
            {
                "--seed" => options with { Seed = (ulong)Number(args, ++at) },
                "--times" => options with { Times = Number(args, ++at) },
                "--sharpfuzz" => options with { SharpFuzzTarget = Text(args, ++at) },
                "--corpus" => options with { CorpusFolder = Text(args, ++at) },
                var name => options with { Targets = [.. options.Targets, name] },
            };
        }

        return options;
    }

    private static string Text(IReadOnlyList<string> args, int at) =>
        at < args.Count ? args[at] : throw new FormatException($"{args[at - 1]} needs a value.");

    private static double Number(IReadOnlyList<string> args, int at) =>
        double.TryParse(Text(args, at), CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw new FormatException($"{args[at - 1]} needs a number.");
}
