using Actors.Domain.Entrants.Presence;

namespace Actors.Domain.Tests.Entrants.Presence;

public sealed class FixRulesTests
{
    [Theory]
    [InlineData(90, 180, null)]
    [InlineData(-90, -180, null)]
    [InlineData(90.001, 0, "latitude-out-of-range")]
    [InlineData(double.NaN, 0, "latitude-out-of-range")]
    [InlineData(0, -180.001, "longitude-out-of-range")]
    [InlineData(0, double.PositiveInfinity, "longitude-out-of-range")]
    public void Only_positions_that_are_not_on_the_earth_are_refused(double latitude, double longitude, string? code)
    {
        foreach (var accuracy in new[] { -1, 0, 10, 5_000, double.NaN, double.PositiveInfinity })
        {
            Assert.Equal(code, FixRules.Check(new(latitude, longitude, accuracy, DateTimeOffset.MinValue, false))?.Code);
        }
    }

    /// <summary>Times of fix and answer are of the same clock, whatever the clock of the server shows.</summary>
    [Theory]
    [InlineData(200, 120, true)]
    [InlineData(200.1, 0, false)]
    [InlineData(10, 121, false)]
    [InlineData(10, -300, true)]
    [InlineData(10, -301, false)]
    [InlineData(0, 0, true)]
    [InlineData(-1, 0, false)]
    [InlineData(double.NaN, 0, false)]
    public void Inaccurate_and_old_fixes_say_nothing(double accuracy, int age, bool usable)
    {
        foreach (var phone in new[] { FixSample.Now, FixSample.Now.AddDays(-2), DateTimeOffset.MaxValue.AddDays(-1) })
        {
            var fix = FixSample.At(0, accuracy, 0) with { TakenAt = phone.AddSeconds(-age) };
            Assert.Equal(usable, FixRules.IsUsable(fix, phone, FixSample.Rules));
        }
    }

    [Fact]
    public void A_fix_does_not_show_itself() => Assert.Equal("fix", $"{FixSample.At(0, 10)}");
}
