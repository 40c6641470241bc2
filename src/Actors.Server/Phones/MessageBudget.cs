namespace Actors.Server.Phones;

/// <summary>The messages that one connection may still send: a token bucket. Not thread-safe.</summary>
internal sealed class MessageBudget(int burst, double perSecond, TimeProvider time)
{
    private double _left = burst;
    private long _at = time.GetTimestamp();

    /// <summary>Takes one message from the budget; <c>false</c> if it is empty.</summary>
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
