using Actors.Testing;
using Actors.Testing.Hostile;

namespace Actors.Benchmarks.Fuzz;

/// <summary>Random bytes.</summary>
internal static class Noise
{
    /// <summary>Draws random bytes.</summary>
    public static byte[] Bytes(SeededRandom random, int count)
    {
        var bytes = new byte[count];
        foreach (ref var one in bytes.AsSpan())
        {
            one = (byte)random.Next(0, 256);
        }

        return bytes;
    }

    /// <summary>Changes the start of a long input, where its headers are, or any place.</summary>
    /// <param name="original">The input.</param>
    /// <param name="head">Bytes of its headers.</param>
    /// <param name="random">Source of changes.</param>
    public static byte[] Mutate(byte[] original, int head, SeededRandom random) =>
        original.Length <= head || random.Next(0, 2) == 0
            ? DatagramMutation.Mutate(original, random)
            : [.. DatagramMutation.Mutate(original.AsSpan(0, head), random), .. original.AsSpan(head)];
}
