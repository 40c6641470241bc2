namespace Actors.Vision.Guidance;

/// <summary>Draws the side to which a person is asked to turn the head, so that no recording can be made beforehand.</summary>
public static class HeadTurnChallenge
{
    /// <summary>
    /// The side for a seed. The seed is secret and new for each call; neighbouring seeds say nothing of each other.
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
