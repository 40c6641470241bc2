using System.Globalization;

namespace Actors.Benchmarks.Fuzz;

/// <summary>What stands behind <c>fuzz</c> on the command line.</summary>
/// <param name="Seed">From which all inputs follow.</param>
/// <param name="Times">How many times the usual number of inputs.</param>
/// <param name="Targets">The names of targets, or how they begin; none: all.</param>
internal sealed record FuzzOptions(ulong Seed, double Times, IReadOnlyList<string> Targets)
{
    private const ulong DefaultSeed = 20260701;

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">A number is missing.</exception>
    public static FuzzOptions Read(IReadOnlyList<string> args)
    {
        var (seed, times) = (DefaultSeed, 1.0);
        var targets = new List<string>();
        for (var at = 0; at < args.Count; at++)
        {
            switch (args[at])
            {
                case "--seed":
                    seed = (ulong)Number(args, ++at);
                    break;
                case "--times":
                    times = Number(args, ++at);
                    break;
                default:
                    targets.Add(args[at]);
                    break;
            }
        }

        return new(seed, times, targets);
    }

    private static double Number(IReadOnlyList<string> args, int at) =>
        at < args.Count && double.TryParse(args[at], CultureInfo.InvariantCulture, out var number) && number >= 0
            ? number
            : throw new FormatException($"{args[at - 1]} needs a number.");
}
