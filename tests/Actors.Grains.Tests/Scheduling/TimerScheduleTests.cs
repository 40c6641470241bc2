using Actors.Grains.Scheduling;
using Actors.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Grains.Tests.Scheduling;

/// <summary>Timers set, changed and let go in any order while the speed changes.</summary>
public sealed class TimerScheduleTests
{
    private const int Steps = 200;
    private static readonly double[] Speeds = [0, 1.0 / 3, 1, 7, 60, 1_440, 8_000];
    private static readonly DateTimeOffset Start = new(2021, 8, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_timer_fires_once_not_early_and_within_a_millisecond_of_the_wall_clock() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var run = new Run(seed);
        for (var step = 0; step < Steps; step++)
        {
            run.Step();
        }

        Assert.Empty(run.Problems);
        Assert.NotEqual(0, run.Firings);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>The clock, what is done to it, and what is expected of it.</summary>
    private sealed class Run
    {
        private readonly TestTimeProvider _wall = new();
        private readonly ProgrammeClock _clock;
        private readonly Random _random;
        private readonly List<Expected> _timers = [];
        private DateTimeOffset _latest = Start;
        private double _fastest;

        public Run(int seed)
        {
            _random = new Random(seed);
            _clock = new ProgrammeClock(_wall, Start, 60, static callback => callback.Execute());
            Add();
        }

        public List<string> Problems { get; } = [];

        public int Firings { get; private set; }

        /// <summary>How far programme time comes in a millisecond, and a rounding.</summary>
        private TimeSpan Tick =>
            new((long)Math.Ceiling(Math.Max(_fastest, _clock.Speed) * TimeSpan.TicksPerMillisecond) + 1);

        public void Step()
        {
            var timer = _timers[_random.Next(_timers.Count)];
            switch (_random.Next(8))
            {
                case 0:
                    Add();
                    break;
                case 1:
                    timer.Set(_clock.GetUtcNow(), NextDue(), NextPeriod());
                    break;
                case 2 when _timers.Count > 1:
                    timer.Timer!.Dispose();
                    _timers.Remove(timer);
                    break;
                case 3:
                    // What became due in the millisecond before fires now.
                    _fastest = _clock.Speed;
                    _clock.SetSpeed(Speeds[_random.Next(Speeds.Length)]);
                    _wall.Advance(TimeSpan.Zero);
                    _fastest = 0;
                    break;
                default:
                    _wall.Advance(new TimeSpan(_random.Next(20_000_000)));
                    break;
            }

            Look();
            Problems.AddRange(_timers.Where(left => left.Due is { } due && _latest - due > Tick)
                .Select(left => $"Due {left.Due:O}, not fired at {_latest:O}."));
        }

        private void Add()
        {
            var expected = new Expected();
            expected.Timer = _clock.CreateTimer(
                _ => OnFired(expected), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            expected.Set(_clock.GetUtcNow(), NextDue(), NextPeriod());
            _timers.Add(expected);
        }

        private void OnFired(Expected timer)
        {
            Firings++;
            Look();
            if (timer.Due is not { } due || due > _latest || _latest - due > Tick)
            {
                Problems.Add($"Due {timer.Due:O}, fired at {_latest:O}.");
                return;
            }

            timer.Due = timer.Period > TimeSpan.Zero
                ? due + ((_latest - due).Ticks / timer.Period.Ticks + 1) * timer.Period
                : null;
        }

        private void Look()
        {
            var now = _clock.GetUtcNow();
            if (now < _latest)
            {
                Problems.Add($"From {_latest:O} back to {now:O}.");
            }

            _latest = now;
        }

        private TimeSpan NextDue() => _random.Next(6) switch
        {
            0 => TimeSpan.Zero,
            1 => Timeout.InfiniteTimeSpan,
            _ => new TimeSpan(_random.NextInt64(TimeSpan.TicksPerHour)),
        };

        private TimeSpan NextPeriod() => _random.Next(3) switch
        {
            0 => new TimeSpan(1 + _random.NextInt64(10 * TimeSpan.TicksPerMinute)),
            1 => TimeSpan.Zero,
            _ => Timeout.InfiniteTimeSpan,
        };
    }

    private sealed class Expected
    {
        public ITimer? Timer { get; set; }

        /// <summary>Null: it is not to fire.</summary>
        public DateTimeOffset? Due { get; set; }

        public TimeSpan Period { get; private set; }

        public void Set(DateTimeOffset now, TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? null : now + dueTime;
            Period = period;
            Assert.True(Timer!.Change(dueTime, period));
        }
    }
}
