namespace Actors.Client.Simulated;

/// <summary>
/// The programme clock as the phones know it: set by what the server shows, and going on at its speed. It never goes back.
/// </summary>
public sealed class FollowedClock(TimeProvider wall)
{
    private volatile Pace _pace = new(wall.GetTimestamp(), DateTimeOffset.UnixEpoch, 0);
    private long _latest;

    /// <summary>Raised when the clock was set anew.</summary>
    public event Action? Changed;

    /// <summary>Programme seconds per real second.</summary>
    public double Speed => _pace.Speed;

    /// <summary>What it shows.</summary>
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

    /// <summary>Sets it to what the server showed just now.</summary>
    public void Follow(DateTimeOffset now, double speed)
    {
        _pace = new(wall.GetTimestamp(), now, speed);
        Changed?.Invoke();
    }

    /// <summary>Goes on from where it is at another speed.</summary>
    public void GoOn(double speed) => Follow(Now, speed);

    /// <summary>How long it takes, on the wall clock, until it shows a moment; infinite while it stands still.</summary>
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
