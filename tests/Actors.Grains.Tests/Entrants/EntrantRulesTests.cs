using Actors.Grains.Entrants;
using Actors.Grains.Scheduling;
using Actors.Grains.Tests.Formats;
using Actors.Testing;
using Actors.Testing.Entrants;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Tests.Entrants;

/// <summary>By the programme of Japan: a ping after five minutes of quiet.</summary>
public sealed class EntrantRulesTests
{
    private readonly TestTimeProvider _wall = new();

    /// <summary>Two places set it by the speed with which the server began, each in its own way.</summary>
    [Fact]
    public void Pings_come_every_few_seconds_of_the_wall_at_most_whatever_the_speed()
    {
        var clock = new ProgrammeClock(_wall, _wall.GetUtcNow(), 1_440);
        var rules = new EntrantRules(
            TestProgrammes.All, new TestPlanKeys(), new TestOutages(), Options.Create(new EntrantOptions()), clock);
        var stay = EntrantSamples.Full.Value.Stay!;
        Assert.Equal(TimeSpan.FromMinutes(48), rules.PingEvery(stay));
        clock.SetSpeed(1);
        Assert.Equal(TimeSpan.FromMinutes(5), rules.PingEvery(stay));
        clock.SetSpeed(3_600);
        Assert.Equal(TimeSpan.FromHours(2), rules.PingEvery(stay));
        clock.SetSpeed(30_000); // Two seconds would be longer than the span after which people are missed.
        Assert.Equal(TimeSpan.FromHours(3), rules.PingEvery(stay));
        Assert.Null(rules.PingEvery(stay with { HasEnded = true }));
    }
}
