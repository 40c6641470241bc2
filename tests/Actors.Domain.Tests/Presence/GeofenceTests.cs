using Actors.Domain.Presence;

namespace Actors.Domain.Tests.Presence;

public sealed class GeofenceTests
{
    private static readonly Place Learnt = new(FixSample.Home, 3, 1);

    /// <summary>Radius 150 m; unusable above 200 m and after 120 s.</summary>
    [Theory]
    [InlineData(0, 0, 0, PresenceVerdict.Inside)]
    [InlineData(0, 150, 0, PresenceVerdict.Inside)]
    [InlineData(0, 150.1, 0, PresenceVerdict.Uncertain)]
    [InlineData(100, 49.9, 0, PresenceVerdict.Inside)]
    [InlineData(100, 50.1, 0, PresenceVerdict.Uncertain)]
    [InlineData(100, 200, 0, PresenceVerdict.Uncertain)]
    [InlineData(100, 200.1, 0, PresenceVerdict.Unusable)]
    [InlineData(149.9, 0, 0, PresenceVerdict.Inside)]
    [InlineData(150.1, 0, 0, PresenceVerdict.Outside)]
    [InlineData(200, 49.9, 0, PresenceVerdict.Outside)]
    [InlineData(200, 50.1, 0, PresenceVerdict.Uncertain)]
    [InlineData(1_000, 200, 0, PresenceVerdict.Outside)]
    [InlineData(1_000, 201, 0, PresenceVerdict.Unusable)]
    [InlineData(1_000, 10, 120, PresenceVerdict.Outside)]
    [InlineData(1_000, 10, 121, PresenceVerdict.Unusable)]
    [InlineData(0, 10, 121, PresenceVerdict.Unusable)]
    public void A_fix_is_judged_by_distance_and_accuracy(double metres, double accuracy, double age, PresenceVerdict expected) =>
        Assert.Equal(
            expected, Geofence.Judge(FixSample.At(metres, accuracy, age), Learnt, FixSample.Rules, FixSample.Now));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void No_person_is_outside_while_the_place_is_learnt(int fixes)
    {
        var place = Learnt with { Fixes = fixes };
        var far = Geofence.Judge(FixSample.At(5_000, 10), place, FixSample.Rules, FixSample.Now);
        Assert.Equal(PresenceVerdict.Uncertain, far);
        var near = Geofence.Judge(FixSample.At(10, 10), place, FixSample.Rules, FixSample.Now);
        Assert.Equal(PresenceVerdict.Inside, near);
    }

    [Fact]
    public void What_the_phone_says_about_made_up_positions_is_no_verdict()
    {
        var mock = FixSample.At(0, 10) with { IsMock = true };
        Assert.Equal(PresenceVerdict.Inside, Geofence.Judge(mock, Learnt, FixSample.Rules, FixSample.Now));
    }
}
