using Actors.LoadTest.Runs;

namespace Actors.LoadTest.Tests.Runs;

public class DisturbanceTests
{
    private static readonly DateTimeOffset From = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = From.AddDays(10);

    [Fact]
    public void A_seed_always_draws_the_same_disturbances() =>
        Assert.Equal(Draw(servers: 3, kills: 10), Draw(servers: 3, kills: 10));

    [Fact]
    public void Kills_follow_one_another_and_hit_every_server()
    {
        var kills = Draw(servers: 3, kills: 30);

        Assert.Equal([0, 1, 2], kills.Select(kill => kill.Server).Distinct().Order());
        Assert.All(kills.Zip(kills.Skip(1)), pair => Assert.True(pair.Second.At > pair.First.At + pair.First.Outage));
    }

    [Fact]
    public void A_single_server_is_hit_at_the_same_moments()
    {
        var single = Draw(servers: 1, kills: 5);

        Assert.All(single, kill => Assert.Equal(0, kill.Server));
        Assert.Equal(Draw(servers: 3, kills: 5).Select(kill => kill.At), single.Select(kill => kill.At));
    }

    [Fact]
    public void Restarts_and_pauses_hit_one_server_after_another()
    {
        var drawn = Disturbance.Draw(Options(kills: 0) with { Pauses = 3, Restarts = 3 }, servers: 3, From, To);

        Assert.Equal([0, 1, 2], Servers(DisturbanceKind.Pause));
        Assert.Equal([0, 1, 2], Servers(DisturbanceKind.Restart));

        IEnumerable<int> Servers(DisturbanceKind kind) =>
            drawn.Where(one => one.Kind == kind).Select(one => one.Server).Order();
    }

    private static IReadOnlyList<Disturbance> Draw(int servers, int kills) => Disturbance.Draw(Options(kills), servers, From, To);

    private static LifeOptions Options(int kills) => new() { Entrants = 1, Days = 1, Seed = 7, Kills = kills };
}
