using Actors.Domain.Entrants.Presence;

namespace Actors.Domain.Tests.Entrants.Presence;

public sealed class GeoPointTests
{
    /// <summary>The length of a degree on a sphere of the mean radius.</summary>
    private const double Degree = 111_195.08;

    [Theory]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(0, 0, 1, 0, Degree)]
    [InlineData(0, 10, 0, 11, Degree)]
    [InlineData(0, 179.5, 0, -179.5, Degree)]
    [InlineData(60, 0, 60, 0.002, Degree / 1_000)]
    [InlineData(89.5, 0, 89.5, 180, Degree)]
    [InlineData(90, 0, 90, 123, 0)]
    [InlineData(-90, 5, -89, 99, Degree)]
    [InlineData(90, 0, -90, 0, 180 * Degree)]
    [InlineData(0, 0, 0, 180, 180 * Degree)]
    public void Distances_are_right_also_at_the_date_line_and_the_poles(
        double latitude, double longitude, double otherLatitude, double otherLongitude, double metres)
    {
        var one = new GeoPoint(latitude, longitude);
        var other = new GeoPoint(otherLatitude, otherLongitude);
        Assert.Equal(metres, one.DistanceTo(other), 0.001 + (metres * 1e-7));
        Assert.Equal(one.DistanceTo(other), other.DistanceTo(one), 1e-6);
    }

    [Fact]
    public void Tokyo_is_four_hundred_kilometres_from_Osaka() =>
        Assert.InRange(new GeoPoint(35.681236, 139.767125).DistanceTo(new(34.702485, 135.495951)), 402_500, 404_000);

    [Fact]
    public void A_point_does_not_show_itself() => Assert.Equal("point", $"{new GeoPoint(35.68, 139.76)}");
}
