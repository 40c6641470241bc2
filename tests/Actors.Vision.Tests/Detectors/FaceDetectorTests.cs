using Actors.Vision.Detectors;
using Actors.Vision.Faces;
using Actors.Vision.Pictures;

namespace Actors.Vision.Tests.Detectors;

/// <summary>The front model on restored photographs, and pictures without anybody.</summary>
public sealed class FaceDetectorTests : IDisposable
{
    private readonly FaceDetector _detector = new(TestModels.Front);

    public static TheoryData<string> Names => [.. Photographs.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Faces_are_found_in_photographs(string name)
    {
        var faces = Detect(Photographs.Load(name));
        Assert.NotEmpty(faces);
        Assert.All(faces, face =>
        {
            Assert.InRange(face.Score, 0.75f, 1);
            Assert.InRange(face.Box.Centre.X, 0, 640);
            Assert.InRange(face.Box.Centre.Y, 0, 480);
            Assert.InRange(face.Keypoints.RollDegrees, -45, 45);
            Assert.True(face.Keypoints.Mouth.Y > face.Keypoints.LeftEye.Y);
        });
    }

    [Theory]
    [InlineData(16)]
    [InlineData(110)]
    [InlineData(235)]
    public void Nobody_is_found_in_a_blank_picture(int luma) =>
        Assert.Empty(Detect(StoredPicture.Grey(640, 480, (_, _) => luma)));

    [Fact]
    public void Nobody_is_found_in_noise_and_patterns()
    {
        Assert.All(Enumerable.Range(0, 20), seed => Assert.Empty(Detect(StoredPicture.Noise(640, 480, seed))));
        Assert.Empty(Detect(StoredPicture.Grey(640, 480, (x, y) => (x / 40) % 2 == (y / 40) % 2 ? 30 : 220)));
        Assert.Empty(Detect(StoredPicture.Grey(640, 480, (x, _) => 16 + (x * 219 / 640))));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_face_upside_down_has_a_roll_that_tells(string name) => Assert.All(
        Detect(Photographs.Load(name, filter: "hflip,vflip")),
        face => Assert.InRange(MathF.Abs(face.Keypoints.RollDegrees), 120, 180));

    [Fact]
    public void Mirroring_a_picture_mirrors_face_and_turn()
    {
        var face = Detect(Photographs.Load("sample1"))[0];
        var mirrored = Detect(Photographs.Load("sample1", filter: "hflip"))[0];
        Assert.Equal(640 - face.Box.Centre.X, mirrored.Box.Centre.X, 15f);
        Assert.Equal(face.Box.Centre.Y, mirrored.Box.Centre.Y, 15f);
        Assert.Equal(-face.Keypoints.Turn, mirrored.Keypoints.Turn, 0.12f);
    }

    [Fact]
    public void Gaps_between_rows_do_not_matter()
    {
        var stored = Photographs.Load("sample1");
        var expected = Detect(stored);
        var rows = stored.Bytes.Take(640 * 480).Chunk(640);
        var padded = rows.SelectMany(row => row.Concat(new byte[32])).ToArray();
        var picture = stored.Picture;
        var wide = new I420Picture(new(padded, 672, 640, 480), picture.U, picture.V);
        Assert.Equal(expected, Assert.IsType<FacesDetected>(_detector.Detect(wide)).Faces);
    }

    [Fact]
    public void The_same_picture_gives_the_same_faces_whatever_came_between()
    {
        var first = Detect(Photographs.Load("sample1"));
        Detect(Photographs.Load("sample2", 480, 640));
        Detect(StoredPicture.Noise(321, 77, 1));
        Assert.Equal(first, Detect(Photographs.Load("sample1")));
        using var another = new FaceDetector(TestModels.Front);
        Assert.Equal(first, Assert.IsType<FacesDetected>(another.Detect(Photographs.Load("sample1").Picture)).Faces);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2000)]
    [InlineData(2000, 3)]
    [InlineData(127, 129)]
    [InlineData(3840, 2160)]
    public void Any_size_can_be_looked_at(int width, int height) => Detect(StoredPicture.Noise(width, height, 3));

    [Fact]
    public void Size_and_shape_of_the_picture_do_not_matter_much()
    {
        var small = Detect(Photographs.Load("sample1", 320, 240))[0].Box;
        var large = Detect(Photographs.Load("sample1", 1280, 960))[0].Box;
        Assert.Equal(small.Centre.X * 4, large.Centre.X, 20f);
        Assert.Equal(small.Width * 4, large.Width, 40f);
    }

    [Fact]
    public void The_back_model_finds_faces_too()
    {
        using var back = new FaceDetector(TestModels.Back);
        var found = Assert.IsType<FacesDetected>(back.Detect(Photographs.Load("sample1").Picture));
        var front = Detect(Photographs.Load("sample1"))[0];
        Assert.Equal(front.Box.Centre.X, found.Faces[0].Box.Centre.X, 30f);
        Assert.Equal(front.Box.Centre.Y, found.Faces[0].Box.Centre.Y, 30f);
    }

    [Fact]
    public void Nothing_is_allocated_but_the_result()
    {
        var blank = StoredPicture.Grey(640, 480, (_, _) => 110);
        var person = Photographs.Load("sample1");
        Detect(blank);
        Detect(person);
        Assert.Equal(0, Allocated(() => _detector.Detect(blank.Picture)));
        Assert.InRange(Allocated(() => _detector.Detect(person.Picture)), 0, 100 * 400);
    }

    [Fact]
    public void A_runtime_that_fails_gives_no_exception_and_the_next_picture_is_looked_at()
    {
        var tensors = new ModelTensors(128);
        Array.Fill(tensors.FineScores, -50);
        Array.Fill(tensors.CoarseScores, -50);
        var isBroken = true;
        using var detector = new FaceDetector(
            tensors, () => _ = isBroken ? throw new InvalidOperationException("out of order") : true);
        var picture = StoredPicture.Noise(64, 64, 1);
        var failed = Assert.IsType<DetectionFailed>(detector.Detect(picture.Picture));
        Assert.Contains("out of order", failed.Reason, StringComparison.Ordinal);
        isBroken = false;
        Assert.IsType<FacesDetected>(detector.Detect(picture.Picture));
        tensors.FineScores[0] = float.NaN;
        Assert.IsType<DetectionFailed>(detector.Detect(picture.Picture));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(float.NaN)]
    public void A_threshold_that_makes_no_sense_is_refused(float score) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new FaceDetector(TestModels.Front, new() { Score = score }));

    public void Dispose() => _detector.Dispose();

    private IReadOnlyList<Face> Detect(StoredPicture picture) =>
        Assert.IsType<FacesDetected>(_detector.Detect(picture.Picture)).Faces;

    /// <summary>Bytes that a hundred times of this take on this thread.</summary>
    private static long Allocated(Action detect)
    {
        detect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 100; time++)
        {
            detect();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
