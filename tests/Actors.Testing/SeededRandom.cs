namespace Actors.Testing;

/// <summary>Numbers that look random and are the same for the same seed on every machine: SplitMix64.</summary>
public sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A number from <paramref name="least"/> up to, but not including, <paramref name="bound"/>.</summary>
    public int Next(int least, int bound) => (int)(least + (long)(Next() % (ulong)((long)bound - least)));
}
