using Actors.Server.Phones;
using Actors.Testing;

namespace Actors.Server.Tests.Phones;

public sealed class MessageBudgetTests
{
    [Fact]
    public void Burst_is_followed_by_the_steady_rate()
    {
        var time = new TestTimeProvider();
        var budget = new MessageBudget(3, 2, time);
        Assert.Equal([true, true, true, false], Take(4));
        time.Advance(TimeSpan.FromMilliseconds(400));
        Assert.Equal([false], Take(1));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal([true, false], Take(2));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, true, false], Take(4));

        IEnumerable<bool> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => budget.TryTake())];
    }
}
