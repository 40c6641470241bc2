using Actors.Vision.Detectors;
using Actors.Vision.Faces;
using Actors.Vision.Guidance;
using Actors.Vision.Quality;
using Actors.Vision.Tests.Detectors;
using Actors.Vision.Tests.Guidance;

namespace Actors.Vision.Tests.Quality;

public sealed class QualityMeterTests : IDisposable
{
    private static readonly GuideRules Rules = new();

    private readonly FaceDetectorPool _pool = new(TestModels.Front, 1);

    public void Dispose() => _pool.Dispose();

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
            Assert.InRange(quality.BackgroundEdges, 2 * Rules.MinBackgroundEdges, 100);
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

    /// <summary>The same man and the same room; the phone is held in another way, or its camera is another one.</summary>
    [Theory]
    [InlineData(1280, 960, "crop=320:240:44:56")]
    [InlineData(320, 240, "crop=320:240:44:56")]
    [InlineData(360, 640, "crop=168:300:121:0")]
    [InlineData(180, 320, "crop=168:300:121:0")]
    [InlineData(720, 1280, "crop=168:300:121:0")]
    [InlineData(480, 640, "crop=224:300:93:0")]
    [InlineData(480, 480, "crop=280:280:65:20")]
    [InlineData(1280, 720, "crop=400:224:0:70")]
    public void A_room_is_a_room_in_whatever_shape_and_size_the_picture_has(int width, int height, string crop)
    {
        var film = Photographs.LoadFilm(1, width, height, crop: crop).Take(12);
        Assert.All(film, picture =>
        {
            var quality = new PictureObserver(_pool).Observe(picture.Picture, GuideSample.Start, out _).Quality;
            Assert.InRange(quality.BackgroundSpread, 1.5f * Rules.MinBackgroundSpread, 1);
            Assert.InRange(quality.BackgroundEdges, 2 * Rules.MinBackgroundEdges, 100);
        });
    }

    [Fact]
    public void Plain_wall_beside_a_room_does_not_hide_the_room()
    {
        var (narrow, wide) = (Room(480), Room(1280));
        Assert.Equal(narrow.BackgroundEdges, wide.BackgroundEdges, 0.25f * narrow.BackgroundEdges);

        static PictureQuality Room(int width) => Measure(
            StoredPicture.Grey(width, 640, (x, y) => x is > 20 and < 120 && y < 200 ? 60 : 180), Face(200, 260, 160));
    }

    [Theory]
    [InlineData(10, 60)]
    [InlineData(20, 200)]
    public void A_wall_seen_by_a_noisy_camera_is_blank(int noise, int luma)
    {
        var random = new Random(1);
        var quality = Measure(
            StoredPicture.Grey(640, 480, (_, _) => luma + random.Next(-noise, noise + 1)), Face(220, 120, 200));
        Assert.InRange(quality.BackgroundEdges, 0, Rules.MinBackgroundEdges / 2);
        Assert.InRange(quality.BackgroundSpread, 0, Rules.MinBackgroundSpread / 2);
    }

    [Fact]
    public void No_bare_face_in_the_photographs_looks_covered()
    {
        var measured = Enumerable.Range(0, Photographs.Portraits.Length)
            .Select(number => Photographs.LoadPortrait(number))
            .Select(portrait => new PictureObserver(_pool).Observe(portrait.Picture, GuideSample.Start, out _))
            .Where(seen => seen.Faces.Length > 0).Select(seen => seen.Quality.Bareness).OfType<float>().ToList();
        Assert.InRange(measured.Count, 12, 22);
        Assert.All(measured, bareness => Assert.InRange(bareness, 1.5f * Rules.MinBareness, 2));
    }

    [Fact]
    public void A_picture_without_colour_tells_nothing_about_a_mask() =>
        Assert.Null(Measure(StoredPicture.Grey(640, 480, (_, _) => 90), Face(220, 120, 200)).Bareness);

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
