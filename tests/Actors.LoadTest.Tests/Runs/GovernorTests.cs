using Actors.LoadTest.Runs;

namespace Actors.LoadTest.Tests.Runs;

public class GovernorTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 3, 0, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public void The_highest_speed_falls_with_the_number_of_people()
    {
        Assert.Equal(Governor.Highest, new Governor(new(), 1).Ceiling);
        Assert.InRange(new Governor(new(), 30_000).Ceiling, 100, 400);
    }

    [Fact]
    public void Late_prompts_slow_the_day_down_and_punctual_ones_let_it_recover()
    {
        var governor = new Governor(new(), 1_000);
        var noon = Midnight.AddHours(12);
        var before = governor.Choose(noon, late: null);

        var slower = governor.Choose(noon, Governor.Aim * 2);
        var later = slower;
        for (var look = 0; look < 30; look++)
        {
            later = governor.Choose(noon, TimeSpan.FromSeconds(1));
        }

        Assert.Equal(before / 2, slower, tolerance: 0.001);
        Assert.InRange(later, before, governor.Ceiling);
    }

    [Fact]
    public void The_night_is_fast_and_the_herd_is_slow()
    {
        var governor = new Governor(new(), 1_000);
        var day = governor.Choose(Midnight.AddHours(16), late: null);

        Assert.Equal(4 * day, governor.Choose(Midnight.AddHours(3), late: null), tolerance: 0.001);
        Assert.True(governor.Choose(Midnight.AddHours(11), late: null) < day);
    }

    /// <summary>All stays end at once, and the servers need a moment to hear of a new speed.</summary>
    [Fact]
    public void The_last_night_and_the_end_of_the_stays_are_approached_step_by_step()
    {
        var governor = new Governor(new(), 1_000) { End = Midnight };
        var day = governor.Choose(Midnight.AddHours(-8), late: null);

        Assert.Equal(4 * day, governor.Choose(Midnight.AddHours(-2), late: null), tolerance: 0.001);
        Assert.Equal(day, governor.Choose(Midnight.AddMinutes(-59), late: null), tolerance: 0.001);
        Assert.True(governor.Choose(Midnight.AddMinutes(-9), late: null) < day);
        Assert.True(governor.Choose(Midnight.AddMinutes(29), late: null) < day);
        double[] turns = [-60, -10, 30];
        Assert.Equal(turns, new[] { -120, -60, -10 }.Select(
            minutes => (governor.NextTurn(Midnight.AddMinutes(minutes)) - Midnight).TotalMinutes));
    }

    [Theory]
    [InlineData(3, 7.5)]
    [InlineData(9, 10.9333)]
    [InlineData(12, 21.5)]
    [InlineData(23, 31.5)]
    public void Turns_of_the_day_are_known_beforehand(double hour, double turn)
    {
        var next = new Governor(new(), 1_000).NextTurn(Midnight.AddHours(hour));

        Assert.Equal(turn, (next - Midnight).TotalHours, tolerance: 0.01);
    }
}
