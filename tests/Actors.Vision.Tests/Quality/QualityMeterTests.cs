using Actors.Vision.Faces;
using Actors.Vision.Guidance;
using Actors.Vision.Quality;
using Actors.Vision.Tests.Guidance;

namespace Actors.Vision.Tests.Quality;

public sealed class QualityMeterTests
{
    private static readonly GuideRules Rules = new();

    [Fact]
    public void Light_is_measured_as_it_is()
    {
        // A tenth of the rows is brighter than the rest.
        var quality = Measure(StoredPicture.Grey(640, 480, (_, y) => y < 60 ? 200 : 40));
        Assert.Equal(60, quality.Luma, 0.5f);
        Assert.Equal(200, quality.BrightLuma);
        Assert.Null(quality.FaceLuma);
        Assert.Null(quality.Sharpness);
        Assert.Null(quality.Change);
    }

    [Fact]
    public void A_few_bright_spots_do_not_make_a_bright_picture() =>
        Assert.Equal(20, Measure(StoredPicture.Grey(640, 480, (_, y) => y < 24 ? 230 : 20)).BrightLuma);

    [Fact]
    public void The_light_on_the_face_is_that_of_the_largest_face()
    {
        var picture = StoredPicture.Grey(640, 480, (x, _) => x < 320 ? 40 : 160);
        var quality = Measure(picture, Face(20, 20, 60), Face(400, 100, 200));
        Assert.Equal(160, quality.FaceLuma!.Value, 0.5f);
    }

    [Fact]
    public void A_face_outside_the_picture_has_neither_light_nor_sharpness()
    {
        var quality = Measure(StoredPicture.Grey(640, 480, (_, _) => 90), Face(-300, -300, 100));
        Assert.Equal((null, null), (quality.FaceLuma, quality.Sharpness));
    }

    [Fact]
    public void Blur_makes_a_face_less_sharp()
    {
        var (sharp, blurred) = (Photographs.LoadPortrait(0), Photographs.LoadPortrait(0, "gblur=sigma=14"));
        var face = Face(200, 100, 200);
        Assert.True(Measure(sharp, face).Sharpness > 10 * Rules.MinSharpness);
        Assert.True(Measure(blurred, face).Sharpness < Rules.MinSharpness);
    }

    [Fact]
    public void The_same_room_is_a_room_by_day_and_by_lamp()
    {
        var day = Measure(Photographs.LoadFilm(0.1)[0], Face(247, 207, 180));
        var lamp = Measure(Photographs.LoadFilm(0.1, filter: "lutyuv=y=16+(val-16)*0.3")[0], Face(247, 207, 180));
        Assert.All([day, lamp], quality =>
        {
            Assert.InRange(quality.BackgroundSpread, 2 * Rules.MinBackgroundSpread, 1);
            Assert.InRange(quality.BackgroundEdges, 2 * Rules.MinBackgroundEdges, 1);
        });
        Assert.Equal(day.BackgroundSpread, lamp.BackgroundSpread, 0.01f);
        Assert.True(lamp.BrightLuma < day.BrightLuma / 2);
    }

    [Fact]
    public void A_blank_wall_behind_a_person_is_blank_whatever_the_person_wears()
    {
        var face = Face(220, 120, 200);
        var picture = StoredPicture.Grey(640, 480, (x, y) => IsPerson(x, y) ? (x + y) * 37 % 200 : 150 + (x / 64));
        var quality = Measure(picture, face);
        Assert.True(quality.BackgroundSpread < Rules.MinBackgroundSpread, $"Spread {quality.BackgroundSpread}.");
        Assert.True(quality.BackgroundEdges < Rules.MinBackgroundEdges, $"Edges {quality.BackgroundEdges}.");

        static bool IsPerson(int x, int y) => (x is > 170 and < 470 && y is > 40 and < 320) || (y > 230 && x is > 60 and < 580);
    }

    [Fact]
    public void A_room_behind_a_person_is_not_blank()
    {
        var picture = StoredPicture.Grey(640, 480, (x, y) => x % 120 < 60 ^ y % 160 < 80 ? 60 : 170);
        var quality = Measure(picture, Face(220, 120, 200));
        Assert.True(quality.BackgroundSpread > Rules.MinBackgroundSpread);
        Assert.True(quality.BackgroundEdges > Rules.MinBackgroundEdges);
    }

    [Fact]
    public void Light_that_falls_off_along_a_wall_makes_no_room()
    {
        var quality = Measure(StoredPicture.Grey(640, 480, (x, _) => 60 + (x / 5)), Face(220, 120, 200));
        Assert.True(quality.BackgroundSpread > Rules.MinBackgroundSpread);
        Assert.Equal(0, quality.BackgroundEdges);
    }

    [Fact]
    public void A_face_that_fills_the_picture_leaves_no_room() => Assert.Equal(
        (0, 0), Background(Measure(StoredPicture.Noise(640, 480, 1), Face(10, 10, 600))));

    [Fact]
    public void Change_is_the_mean_difference_from_the_picture_before()
    {
        var meter = new QualityMeter();
        Assert.Null(Measure(meter, StoredPicture.Grey(640, 480, (_, _) => 100)).Change);
        Assert.Equal(0, Measure(meter, StoredPicture.Grey(640, 480, (_, _) => 100)).Change);
        Assert.Equal(10, Measure(meter, StoredPicture.Grey(640, 480, (_, _) => 110)).Change!.Value, 0.01f);
        Assert.Equal(5, Measure(meter, StoredPicture.Grey(640, 480, (x, _) => x < 320 ? 110 : 120)).Change!.Value, 0.01f);
        Assert.Null(Measure(meter, StoredPicture.Grey(480, 640, (_, _) => 110)).Change);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 500)]
    [InlineData(500, 2)]
    [InlineData(30, 20)]
    public void Small_and_narrow_pictures_are_measured_too(int width, int height)
    {
        var quality = Measure(StoredPicture.Grey(width, height, (_, _) => 77), Face(0, 0, width));
        Assert.Equal(77, quality.Luma, 0.01f);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        var meter = new QualityMeter();
        var picture = StoredPicture.Noise(640, 480, 1);
        Face[] faces = [Face(220, 120, 200)];
        meter.Measure(picture.Picture, faces);
        meter.Measure(picture.Picture, faces);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 50; time++)
        {
            meter.Measure(picture.Picture, faces);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static PictureQuality Measure(StoredPicture picture, params Face[] faces) => Measure(new(), picture, faces);

    private static PictureQuality Measure(QualityMeter meter, StoredPicture picture, params Face[] faces) =>
        meter.Measure(picture.Picture, faces);

    private static (float Spread, float Edges) Background(PictureQuality quality) =>
        (quality.BackgroundSpread, quality.BackgroundEdges);

    private static Face Face(float left, float top, float side) => new(
        0.9f, new(left, top, side, side), GuideSample.Keypoints(new(left + (side / 2), top + (side / 2)), side, 0, 0));
}
