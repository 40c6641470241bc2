using System.Globalization;
using Actors.Testing;
using SharpFuzz;

namespace Actors.Benchmarks.Fuzz;

/// <summary>
/// Runs one target under afl-fuzz, which keeps the inputs that reach new code. The assemblies under test must be
/// instrumented; see docs/DEVELOPING.md. Without afl-fuzz it takes one input from standard input.
/// </summary>
internal static class SharpFuzzRun
{
    private const int CorpusInputs = 32;

    /// <summary>Gives a target the inputs of afl-fuzz until that ends the process.</summary>
    /// <returns>The exit code: 0, or 2 if there is no such target.</returns>
    public static async Task<int> RunAsync(FuzzOptions options)
    {
        await using var target = FuzzTargets.All().FirstOrDefault(
            target => target.Name.Equals(options.SharpFuzzTarget, StringComparison.OrdinalIgnoreCase));
        if (target is null)
        {
            await Console.Error.WriteLineAsync($"There is no target named {options.SharpFuzzTarget}.");
            return 2;
        }

        var random = new SeededRandom(options.Seed);
        Fuzzer.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            _ = target.Draw(random); // Brings targets with a state, such as a handshake, to where they expect an input.
            _ = target.Take(input.ToArray());
        });
        return 0;
    }

    /// <summary>Writes inputs of a target for afl-fuzz to start with.</summary>
    public static void WriteCorpus(FuzzTarget target, string folder, ulong seed)
    {
        var random = new SeededRandom(seed);
        var path = Directory.CreateDirectory(Path.Combine(folder, target.Name.Replace(' ', '-'))).FullName;
        for (var number = 0; number < CorpusInputs; number++)
        {
            var name = number.ToString("00", CultureInfo.InvariantCulture);
            File.WriteAllBytes(Path.Combine(path, name), target.Draw(random));
        }
    }
}
