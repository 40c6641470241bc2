using System.Diagnostics;
using Actors.Benchmarks.Harness;
using Actors.Testing;

namespace Actors.Benchmarks.Fuzz;

/// <summary>
/// Gives every parser of network input a million changed inputs. The same seed gives the same changes. Certificates and
/// passwords are new in each run, so bytes that contain them differ.
/// </summary>
internal static class FuzzRun
{
    /// <summary>The first argument.</summary>
    public const string Verb = "fuzz";

    /// <summary>Returns the exit code: 0, 1 if there are findings, 2 if the arguments are wrong.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        FuzzOptions options;
        try
        {
            options = FuzzOptions.Read([.. args.Skip(1)]);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }

        if (options.SharpFuzzTarget is not null)
        {
            return await SharpFuzzRun.RunAsync(options);
        }

        Console.WriteLine($"seed {options.Seed}\n");
        Console.WriteLine("| target | inputs | got through | slowest, ms | s |\n|---|--:|--:|--:|--:|");
        var (inputs, findings) = (0L, 0);
        foreach (var (number, target) in FuzzTargets.All().Index())
        {
            await using (target)
            {
                if (options.Targets.Count > 0 && !options.Targets.Any(name => Matches(target, name)))
                {
                    continue;
                }

                if (options.CorpusFolder is { } folder)
                {
                    SharpFuzzRun.WriteCorpus(target, folder, options.Seed);
                }
                else
                {
                    var (given, isFine) = Run(target, unchecked(options.Seed + (ulong)number), options.Times);
                    inputs += given;
                    findings += isFine ? 0 : 1;
                }
            }
        }

        Console.WriteLine($"\n{inputs:#,0} inputs, {findings} findings");
        return findings == 0 ? 0 : 1;
    }

    private static bool Matches(FuzzTarget target, string name) =>
        target.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gives one target its inputs until the first finding.</summary>
    private static (int Given, bool IsFine) Run(FuzzTarget target, ulong seed, double times)
    {
        var random = new SeededRandom(seed);
        var (through, slowest) = (0, 0L);
        var count = (int)Math.Ceiling(target.Inputs * times);
        var started = Stopwatch.GetTimestamp();
        for (var number = 0; number < count; number++)
        {
            var input = target.Draw(random);
            var kept = (byte[])input.Clone();
            var began = Stopwatch.GetTimestamp();
            try
            {
                through += target.Take(input) ? 1 : 0;
            }
            catch (Exception exception)
            {
                Console.WriteLine($"\n{target.Name}, input {number} of seed {seed}: {exception}\n{Convert.ToHexString(kept)}\n");
                return (number + 1, false);
            }

            slowest = Math.Max(slowest, Stopwatch.GetTimestamp() - began);
        }

        var (milliseconds, seconds) = (1_000.0 * slowest / Stopwatch.Frequency, Stopwatch.GetElapsedTime(started).TotalSeconds);
        Console.WriteLine(
            $"| {target.Name} | {count:#,0} | {through:#,0} | {Figures.Of(milliseconds)} | {Figures.Of(seconds)} |");
        return (count, IsMeaningful(target, count, through));
    }

    /// <summary>If every input or none passes, the run shows nothing.</summary>
    private static bool IsMeaningful(FuzzTarget target, int count, int through)
    {
        var isMeaningful = count < 1_000 || (through > 0 && through < count);
        if (!isMeaningful)
        {
            Console.WriteLine($"\n{target.Name}: {through} of {count} inputs passed, which shows nothing.\n");
        }

        return isMeaningful;
    }
}
