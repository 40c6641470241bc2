namespace Actors.Client.Simulated;

/// <summary>
/// Random numbers that depend on a seed alone (SplitMix64), so that a seed always gives the same people. Not for secrets and
/// not thread-safe.
/// </summary>
public sealed class SeededRandom(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const double Unit = 1.0 / (1UL << 53);

    private ulong _state = seed;

    /// <summary>An independent sequence for one of many items.</summary>
    public static SeededRandom For(ulong seed, ulong item) => new(Mix(unchecked(seed + item * Golden)));

    /// <summary>A number from 0 to below 1.</summary>
    public double Next() => (NextBits() >> 11) * Unit;

    /// <summary>A whole number from 0 to below a bound.</summary>
    public int Next(int bound) => (int)(Next() * bound);

    /// <summary>Returns true with a probability.</summary>
    public bool Chance(double probability) => Next() < probability;

    /// <summary>A number between two bounds.</summary>
    public double Between(double from, double to) => from + (to - from) * Next();

    /// <summary>A span of whole seconds between two numbers of minutes.</summary>
    public TimeSpan Minutes(double from, double to) => TimeSpan.FromSeconds(Math.Floor(Between(from, to) * 60));

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        _state = unchecked(_state + Golden);
        return Mix(_state);
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
