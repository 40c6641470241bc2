namespace Actors.Grains.Ledger;

/// <summary>
/// How many grains do what is due by their own timers at one moment. When a whole town is due at once, more would only
/// fill the queue of storage until writers are told that it is busy: the others leave it to the sweepers, which wake
/// them in bounded batches.
/// </summary>
public sealed class DueTimerThrottle
{
    private int _inside;

    /// <summary>Takes a place; false: there is none.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= Limits.DueTimersAtOnce)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Gives the place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _inside);
}
