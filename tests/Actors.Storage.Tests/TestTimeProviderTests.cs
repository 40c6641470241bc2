using Actors.Testing;

namespace Actors.Storage.Tests;

/// <summary>The clock that the other tests rely on.</summary>
public sealed class TestTimeProviderTests
{
    private readonly TestTimeProvider _time = new();
    private readonly List<(string Name, DateTimeOffset At)> _fired = [];

    [Fact]
    public void Timers_fire_in_the_order_in_which_they_are_due_and_see_their_own_time()
    {
        var start = _time.GetUtcNow();
        using var late = Timer("late", 30, Timeout.Infinite);
        using var periodic = Timer("periodic", 10, 20);
        using var same = Timer("same", 30, Timeout.Infinite);

        _time.Advance(TimeSpan.FromSeconds(55));

        Assert.Equal(
            [
                ("periodic", start.AddSeconds(10)),
                ("late", start.AddSeconds(30)),
                ("same", start.AddSeconds(30)),
                ("periodic", start.AddSeconds(30)),
                ("periodic", start.AddSeconds(50)),
            ],
            _fired);
        Assert.Equal(start.AddSeconds(55), _time.GetUtcNow());
        Assert.Equal(start.AddSeconds(70), _time.NextTimerDue());
    }

    [Fact]
    public void A_timer_that_was_changed_or_disposed_does_not_fire_as_before()
    {
        using var changed = Timer("changed", 10, Timeout.Infinite);
        var disposed = Timer("disposed", 10, Timeout.Infinite);
        changed.Change(TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);
        disposed.Dispose();

        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Empty(_fired);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("changed", Assert.Single(_fired).Name);
    }

    [Fact]
    public async Task Delays_and_limits_of_the_framework_follow_it()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _time, TestContext.Current.CancellationToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromHours(2), _time);
        await _time.WaitForTimerAsync(TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromHours(1));
        await delay;
        Assert.False(limit.IsCancellationRequested);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(limit.IsCancellationRequested);
    }

    private ITimer Timer(string name, int due, int period) => _time.CreateTimer(
        _ => _fired.Add((name, _time.GetUtcNow())),
        null,
        TimeSpan.FromSeconds(due),
        period == Timeout.Infinite ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));
}
