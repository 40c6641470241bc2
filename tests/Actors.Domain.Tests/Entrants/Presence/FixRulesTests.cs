using Actors.Domain.Entrants.Presence;

namespace Actors.Domain.Tests.Entrants.Presence;

public sealed class FixRulesTests
{
    [Theory]
    [InlineData(90, 180, 0, 0, null)]
    [InlineData(-90, -180, 5_000, 0, null)]
    [InlineData(90.001, 0, 10, 0, "latitude-out-of-range")]
    [InlineData(double.NaN, 0, 10, 0, "latitude-out-of-range")]
    [InlineData(0, -180.001, 10, 0, "longitude-out-of-range")]
    [InlineData(0, double.PositiveInfinity, 10, 0, "longitude-out-of-range")]
    [InlineData(0, 0, -0.1, 0, "accuracy-out-of-range")]
    [InlineData(0, 0, double.NaN, 0, "accuracy-out-of-range")]
    [InlineData(0, 0, double.PositiveInfinity, 0, "accuracy-out-of-range")]
    [InlineData(0, 0, 10, -300, null)]
    [InlineData(0, 0, 10, -301, "fix-from-the-future")]
    [InlineData(0, 0, 10, 172_800, null)]
    [InlineData(0, 0, 10, 172_801, "fix-too-old")]
    public void Impossible_fixes_are_refused(double latitude, double longitude, double accuracy, int age, string? code)
    {
        var fix = new Fix(latitude, longitude, accuracy, FixSample.Now.AddSeconds(-age), false);
        Assert.Equal(code, FixRules.Check(fix, FixSample.Now, FixSample.Rules)?.Code);
    }

    [Theory]
    [InlineData(200, 120, true)]
    [InlineData(200.1, 0, false)]
    [InlineData(10, 121, false)]
    [InlineData(10, -60, true)]
    public void Inaccurate_and_old_fixes_say_nothing(double accuracy, int age, bool usable)
    {
        Assert.Equal(usable, FixRules.IsUsable(FixSample.At(0, accuracy, age), FixSample.Now, FixSample.Rules));
        Assert.Null(FixRules.Check(FixSample.At(0, accuracy, age), FixSample.Now, FixSample.Rules));
    }

    [Fact]
    public void A_fix_does_not_show_itself() => Assert.Equal("fix", $"{FixSample.At(0, 10)}");
}
