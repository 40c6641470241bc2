namespace Actors.Vision.Guidance;

/// <summary>Draws the side to which a person must turn the head, so that a recording made earlier fails.</summary>
public static class HeadTurnChallenge
{
    /// <summary>
    /// Returns the side for a seed. The seed must be secret and new for each call. Consecutive seeds give unrelated sides.
    /// </summary>
    public static HeadSide Draw(ulong seed)
    {
        unchecked
        {
            // SplitMix64 (Steele et al. 2014), one step: every bit of the result depends on all bits of the seed.
            var mixed = seed + 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return ((mixed >> 63) & 1) == 0 ? HeadSide.Left : HeadSide.Right;
        }
    }
}

/// <summary>A side to turn the head to, from the person's point of view.</summary>
public enum HeadSide
{
    /// <summary>The person's own left.</summary>
    Left = 0,

    /// <summary>The person's own right.</summary>
    Right = 1,
}
