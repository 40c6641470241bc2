using Actors.Domain.Presence;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Presence;

public sealed class PlaceTests
{
    [Fact]
    public void A_fix_weighs_by_the_square_of_its_accuracy()
    {
        var place = Place.At(FixSample.At(0, 100)).Learn(FixSample.At(101, 10), FixSample.Rules);
        Assert.Equal(2, place.Fixes);
        Assert.Equal(100, place.Centre.DistanceTo(FixSample.Home), 0.01);
    }

    [Fact]
    public void The_order_of_fixes_matters_little()
    {
        Fix[] fixes = [FixSample.At(0, 20), FixSample.At(40, 30), FixSample.At(-30, 10)];
        var one = Place.At(fixes[0]).Learn(fixes[1], FixSample.Rules).Learn(fixes[2], FixSample.Rules);
        var other = Place.At(fixes[2]).Learn(fixes[0], FixSample.Rules).Learn(fixes[1], FixSample.Rules);
        Assert.Equal(0, one.Centre.DistanceTo(other.Centre), 0.01);
        Assert.True(one.IsLearnt(FixSample.Rules));
    }

    [Fact]
    public void Fixes_far_away_or_inaccurate_teach_nothing()
    {
        var place = Place.At(FixSample.At(0, 20));
        Assert.Equal(place, place.Learn(FixSample.At(151, 5), FixSample.Rules));
        Assert.Equal(place, place.Learn(FixSample.At(10, 201), FixSample.Rules));
        Assert.Equal(place, place.Learn(FixSample.At(10, 10) with { Latitude = double.NaN }, FixSample.Rules));
    }

    [Fact]
    public void A_walk_does_not_move_the_home() => Prop.ForAll(
        Gen.Choose(0, 200).Two().ArrayOf(60).ToArbitrary(),
        steps =>
        {
            var place = Place.At(FixSample.At(0, 200));
            var walked = 0.0;
            foreach (var (step, accuracy) in steps)
            {
                var before = place;
                walked += step;
                place = place.Learn(FixSample.At(walked, accuracy), FixSample.Rules);
                if (before.IsLearnt(FixSample.Rules) && place != before)
                {
                    return false;
                }
            }

            return place.Fixes <= FixSample.Rules.LearningFixes
                && place.Centre.DistanceTo(FixSample.Home)
                    <= (FixSample.Rules.LearningFixes - 1) * FixSample.Rules.RadiusMetres;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 179.9996, 0, -179.9996, 0, 180)]
    [InlineData(89.9996, 0, 89.9996, 180, 90, 0)]
    public void The_mean_is_right_at_the_date_line_and_at_the_pole(
        double latitude, double longitude, double otherLatitude, double otherLongitude, double meanLatitude, double meanLongitude)
    {
        var place = Place.At(new Fix(latitude, longitude, 10, FixSample.Now, false))
            .Learn(new Fix(otherLatitude, otherLongitude, 10, FixSample.Now, false), FixSample.Rules);
        Assert.Equal(2, place.Fixes);
        Assert.Equal(0, place.Centre.DistanceTo(new GeoPoint(meanLatitude, meanLongitude)), 0.01);
    }

    [Fact]
    public void A_place_goes_through_its_binary_form()
    {
        var place = Place.At(FixSample.At(3, 20)).Learn(FixSample.At(40, 30), FixSample.Rules);
        var bytes = new byte[Place.ByteCount];
        place.WriteTo(bytes);
        Assert.Equal(place, Place.Read(bytes));
        Assert.Throws<FormatException>(() => Place.Read(bytes.AsSpan(1)));
        bytes[0] = 2;
        Assert.Throws<FormatException>(() => Place.Read(bytes));
    }

    [Fact]
    public void A_place_does_not_show_itself() => Assert.Equal("place", $"{Place.At(FixSample.At(0, 10))}");
}
