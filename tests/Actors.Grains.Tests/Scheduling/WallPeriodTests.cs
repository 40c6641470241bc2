using Actors.Grains.Scheduling;
using Actors.Testing;

namespace Actors.Grains.Tests.Scheduling;

public sealed class WallPeriodTests
{
    private static readonly TimeSpan Wanted = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private readonly TestTimeProvider _wall = new();

    [Fact]
    public void Period_follows_the_speed_of_the_clock()
    {
        var clock = new ProgrammeClock(_wall, _wall.GetUtcNow(), 1_440);
        Assert.Equal(TimeSpan.FromMinutes(48), clock.AtLeast(Wanted, Shortest));
        clock.SetSpeed(60);
        Assert.Equal(Wanted, clock.AtLeast(Wanted, Shortest));
        clock.SetSpeed(0);
        Assert.Equal(Wanted, clock.AtLeast(Wanted, Shortest));
    }

    [Fact]
    public void Period_of_the_wall_clock_is_as_wanted() =>
        Assert.Equal(TimeSpan.Zero, _wall.AtLeast(TimeSpan.Zero, Shortest));
}
