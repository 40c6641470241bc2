namespace Actors.Server.Phones;

/// <summary>How many messages one connection may still send: a bucket that refills with time. For one caller at a time.</summary>
internal sealed class MessageBudget(int burst, double perSecond, TimeProvider time)
{
    private double _left = burst;
    private long _at = time.GetTimestamp();

    /// <summary>Takes one; false when there is none.</summary>
    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(burst, _left + time.GetElapsedTime(_at, now).TotalSeconds * perSecond);
        _at = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
