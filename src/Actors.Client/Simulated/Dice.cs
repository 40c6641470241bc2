namespace Actors.Client.Simulated;

/// <summary>
/// Draws that depend on a seed alone (SplitMix64), so that the same seed gives the same people. Not for secrets, and not
/// safe for several threads.
/// </summary>
public sealed class Dice(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const double Unit = 1.0 / (1UL << 53);

    private ulong _state = seed;

    /// <summary>Dice of their own for one of many, whatever else is drawn.</summary>
    public static Dice For(ulong seed, ulong which) => new(Mix(unchecked(seed + which * Golden)));

    /// <summary>From 0 to below 1.</summary>
    public double Next()
    {
        _state = unchecked(_state + Golden);
        return (Mix(_state) >> 11) * Unit;
    }

    /// <summary>From 0 to below a number.</summary>
    public int Next(int below) => (int)(Next() * below);

    /// <summary>Whether something happens that happens with a probability.</summary>
    public bool Chance(double probability) => Next() < probability;

    /// <summary>Anything between two numbers.</summary>
    public double Between(double from, double to) => from + (to - from) * Next();

    /// <summary>A span of so many minutes.</summary>
    public TimeSpan Minutes(double from, double to) => TimeSpan.FromSeconds(Math.Floor(Between(from, to) * 60));

    /// <summary>A number of 64 bits.</summary>
    public ulong Bits()
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
