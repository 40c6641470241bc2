using Actors.Client.Simulated;
using Actors.Testing;

namespace Actors.Client.Tests.Simulated;

public class PhoneScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_step_runs_at_its_programme_time_and_not_before()
    {
        var wall = new TestTimeProvider();
        var clock = new FollowedClock(wall);
        clock.Follow(Noon, speed: 3_600);
        var done = new TaskCompletionSource<DateTimeOffset>();
        await using var schedule = new PhoneSchedule(clock, wall);
        schedule.At(Noon.AddHours(2), () =>
        {
            done.SetResult(clock.Now);
            return Task.CompletedTask;
        });

        wall.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.Equal(0, schedule.Running);
        Assert.False(done.Task.IsCompleted);
        wall.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(Noon.AddHours(2), await done.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_jump_of_the_clock_runs_the_steps_that_are_due()
    {
        var wall = new TestTimeProvider();
        var clock = new FollowedClock(wall);
        clock.Follow(Noon, speed: 0);
        var done = new TaskCompletionSource();
        await using var schedule = new PhoneSchedule(clock, wall);
        schedule.At(Noon.AddHours(2), () =>
        {
            done.SetResult();
            return Task.CompletedTask;
        });

        clock.Follow(Noon.AddHours(3), speed: 0);

        await done.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_failed_step_is_reported()
    {
        var wall = new TestTimeProvider();
        var schedule = new PhoneSchedule(new FollowedClock(wall), wall);

        schedule.Start(() => throw new InvalidOperationException("It fails."));
        await schedule.DisposeAsync();

        Assert.Equal("It fails.", schedule.Failure?.Message);
    }

    [Fact]
    public void The_followed_clock_never_goes_back()
    {
        var clock = new FollowedClock(new TestTimeProvider());

        clock.Follow(Noon, speed: 0);
        var shown = clock.Now;
        clock.Follow(Noon.AddMinutes(-5), speed: 0);

        Assert.Equal((Noon, Noon), (shown, clock.Now));
    }
}
