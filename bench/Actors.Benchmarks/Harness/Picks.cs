using Actors.Testing;

namespace Actors.Benchmarks.Harness;

/// <summary>Random choices that are the same in every turn.</summary>
internal static class Picks
{
    /// <summary>A source for each caller.</summary>
    public static SeededRandom[] PerCaller(int callers) =>
        [.. Enumerable.Range(0, callers).Select(caller => new SeededRandom((ulong)caller))];
}
