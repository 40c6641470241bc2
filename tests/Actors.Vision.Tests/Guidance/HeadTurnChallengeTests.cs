using Actors.Vision.Guidance;

namespace Actors.Vision.Tests.Guidance;

public sealed class HeadTurnChallengeTests
{
    [Fact]
    public void The_same_seed_gives_the_same_side() => Assert.All(
        Enumerable.Range(0, 100), seed => Assert.Equal(HeadTurnChallenge.Draw((ulong)seed), HeadTurnChallenge.Draw((ulong)seed)));

    [Fact]
    public void Half_of_the_seeds_give_each_side_and_neighbours_do_not_follow_each_other()
    {
        const int Seeds = 10_000;
        var sides = Enumerable.Range(0, Seeds).Select(seed => HeadTurnChallenge.Draw((ulong)seed)).ToList();
        Assert.InRange(sides.Count(side => side == HeadSide.Left), 4_800, 5_200);
        Assert.InRange(sides.Zip(sides.Skip(1)).Count(pair => pair.First == pair.Second), 4_800, 5_200);
    }
}
