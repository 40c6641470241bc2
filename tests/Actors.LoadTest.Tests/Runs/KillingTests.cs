using Actors.LoadTest.Runs;

namespace Actors.LoadTest.Tests.Runs;

public class KillingTests
{
    private static readonly DateTimeOffset From = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = From.AddDays(10);

    [Fact]
    public void A_seed_always_draws_the_same_kills() =>
        Assert.Equal(Killing.Draw(7, 10, servers: 3, From, To), Killing.Draw(7, 10, servers: 3, From, To));

    [Fact]
    public void Kills_follow_one_another_and_hit_every_server()
    {
        var killings = Killing.Draw(7, 30, servers: 3, From, To);

        Assert.Equal([0, 1, 2], killings.Select(killing => killing.Server).Distinct().Order());
        Assert.All(killings.Zip(killings.Skip(1)), pair => Assert.True(pair.Second.At > pair.First.At + pair.First.Outage));
    }

    [Fact]
    public void A_single_server_is_hit_at_the_same_moments()
    {
        var single = Killing.Draw(7, 5, servers: 1, From, To);
        var cluster = Killing.Draw(7, 5, servers: 3, From, To);

        Assert.All(single, killing => Assert.Equal(0, killing.Server));
        Assert.Equal(cluster.Select(killing => killing.At), single.Select(killing => killing.At));
    }
}
