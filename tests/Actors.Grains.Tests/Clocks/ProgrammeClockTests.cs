using Actors.Grains.Clocks;
using Actors.Testing;

namespace Actors.Grains.Tests.Clocks;

public sealed class ProgrammeClockTests
{
    private static readonly DateTimeOffset Start = new(2021, 8, 1, 8, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public void Time_RunsFasterBySpeed()
    {
        var wall = new FakeTimeProvider();
        var clock = new ProgrammeClock(wall, Start, 1_440);
        var before = clock.GetTimestamp();
        wall.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Start.AddDays(1), clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromDays(1), clock.GetElapsedTime(before));
    }

    [Fact]
    public void Timers_FollowTheProgrammeClock()
    {
        var wall = new FakeTimeProvider();
        var clock = new ProgrammeClock(wall, Start, 60);
        var ticks = new List<DateTimeOffset>();
        using var timer = clock.CreateTimer(
            _ => ticks.Add(clock.GetUtcNow()), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));
        wall.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([Start.AddMinutes(1), Start.AddMinutes(3), Start.AddMinutes(5)], ticks);
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        wall.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(3, ticks.Count);
    }

    [Fact]
    public void Timers_OfLessThanAMillisecondAreNeitherEarlyNorEndless()
    {
        var wall = new FakeTimeProvider();
        var clock = new ProgrammeClock(wall, Start, 4_000);
        var ticks = new List<DateTimeOffset>();
        using var timer = clock.CreateTimer(
            _ => ticks.Add(clock.GetUtcNow()), null, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(1));
        wall.Advance(TimeSpan.FromMilliseconds(25));
        Assert.Equal([Start.AddSeconds(92), Start.AddSeconds(96), Start.AddSeconds(100)], ticks);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Speed_MustBePositive(double speed) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProgrammeClock(new FakeTimeProvider(), Start, speed));
}
