using Actors.Server.Phones.SignIn;
using Actors.Testing;

namespace Actors.Server.Tests.Phones.SignIn;

public sealed class BudgetTests
{
    private readonly TestTimeProvider _time = new();

    [Fact]
    public void Burst_is_followed_by_the_steady_rate()
    {
        var budget = new Budget(3, 2, _time);
        Assert.Equal([true, true, true, false], Take(4));
        _time.Advance(TimeSpan.FromMilliseconds(400));
        Assert.Equal([false], Take(1));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal([true, false], Take(2));
        Assert.False(budget.IsFull);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.True(budget.IsFull);
        Assert.Equal([true, true, true, false], Take(4));

        IEnumerable<bool> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => budget.TryTake())];
    }
}
