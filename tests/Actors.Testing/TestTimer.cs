namespace Actors.Testing;

/// <summary>A timer of a <see cref="TestTimeProvider"/>.</summary>
internal sealed class TestTimer(TestTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private volatile bool _disposed;

    /// <summary>Which of its entries in the clock's queue counts.</summary>
    public long Order { get; set; }

    /// <summary>Time from firing to firing; zero or less: fires once.</summary>
    public TimeSpan Period { get; private set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
        {
            return false;
        }

        Period = period;
        clock.Set(this, dueTime);
        return true;
    }

    public void Fire()
    {
        if (!_disposed)
        {
            callback(state);
        }
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            clock.Set(this, Timeout.InfiniteTimeSpan);
            _disposed = true;
        }
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
