using Actors.Testing;
using Actors.Testing.Hostile;

namespace Actors.Benchmarks.Fuzz;

/// <summary>Random bytes.</summary>
internal static class Noise
{
    /// <summary>So many bytes at random.</summary>
    public static byte[] Bytes(SeededRandom random, int count)
    {
        var bytes = new byte[count];
        foreach (ref var one in bytes.AsSpan())
        {
            one = (byte)random.Next(0, 256);
        }

        return bytes;
    }

    /// <summary>Changes the beginning of something long, where its headers are, or any place.</summary>
    /// <param name="original">What is changed.</param>
    /// <param name="head">Bytes of the beginning.</param>
    /// <param name="random">Says how.</param>
    public static byte[] Mutate(byte[] original, int head, SeededRandom random) =>
        original.Length <= head || random.Next(0, 2) == 0
            ? DatagramMutation.Mutate(original, random)
            : [.. DatagramMutation.Mutate(original.AsSpan(0, head), random), .. original.AsSpan(head)];
}
