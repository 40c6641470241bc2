namespace Actors.Client.Simulated;

/// <summary>
/// The programme clock of the phones. It is set to the clock of the server and advances at its speed. It never goes back.
/// </summary>
public sealed class FollowedClock(TimeProvider wall)
{
    private volatile Pace _pace = new(wall.GetTimestamp(), DateTimeOffset.UnixEpoch, 0);
    private long _latest;

    /// <summary>Raised after the clock was set.</summary>
    public event Action? Changed;

    /// <summary>Programme seconds per real second.</summary>
    public double Speed => _pace.Speed;

    /// <summary>The programme time.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var pace = _pace;
            var now = pace.At.UtcTicks + (long)(wall.GetElapsedTime(pace.Stamp).Ticks * pace.Speed);
            var latest = Volatile.Read(ref _latest);
            while (now > latest)
            {
                var seen = Interlocked.CompareExchange(ref _latest, now, latest);
                if (seen == latest)
                {
                    break;
                }

                latest = seen;
            }

            return new DateTimeOffset(Math.Max(now, latest), TimeSpan.Zero);
        }
    }

    /// <summary>Sets the clock to a reading of the server.</summary>
    public void Follow(DateTimeOffset now, double speed)
    {
        _pace = new(wall.GetTimestamp(), now, speed);
        Changed?.Invoke();
    }

    /// <summary>Changes the speed from now on.</summary>
    public void SetSpeed(double speed) => Follow(Now, speed);

    /// <summary>The real time until a moment of programme time; infinite if the clock stands still.</summary>
    public TimeSpan WaitFor(DateTimeOffset moment)
    {
        var left = moment - Now;
        var speed = Speed;
        return left <= TimeSpan.Zero ? TimeSpan.Zero
            : speed <= 0 ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(left.TotalMilliseconds / speed), int.MaxValue));
    }

    private sealed record Pace(long Stamp, DateTimeOffset At, double Speed);
}
