namespace Actors.Engine.Activations;

/// <summary>For how long nobody has used an activation, and whether it is to be kept all the same.</summary>
internal struct Idleness
{
    private long _lastUsed;
    private long _keptUntil;

    /// <summary>Somebody uses it.</summary>
    public void Touch(TimeProvider clock) => _lastUsed = clock.GetTimestamp();

    /// <summary>It is to be kept for so long, used or not.</summary>
    public void KeepFor(TimeSpan time, TimeProvider clock)
    {
        var until = clock.GetTimestamp() + (time.TotalSeconds * clock.TimestampFrequency);
        _keptUntil = time == Timeout.InfiniteTimeSpan || until >= long.MaxValue ? long.MaxValue : (long)until;
    }

    /// <summary>Whether nobody has used it for so long and nothing keeps it.</summary>
    public readonly bool Exceeds(TimeSpan age, TimeProvider clock)
    {
        var now = clock.GetTimestamp();
        return _keptUntil <= now && clock.GetElapsedTime(_lastUsed, now) >= age;
    }
}
