namespace Actors.Grains.Ledger;

/// <summary>When an effect that failed is tried again.</summary>
internal static class EffectDelay
{
    /// <summary>More doublings than these go beyond the bound, and soon beyond what can be counted.</summary>
    private const int MostDoublings = 20;

    /// <summary>How long after a failure: twice as long each time, up to <see cref="Limits.LongestEffectDelay"/>.</summary>
    /// <param name="failures">How often it has failed, 1 or more.</param>
    public static TimeSpan After(int failures)
    {
        var delay = Limits.EffectGrace * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        return delay < Limits.LongestEffectDelay ? delay : Limits.LongestEffectDelay;
    }
}
