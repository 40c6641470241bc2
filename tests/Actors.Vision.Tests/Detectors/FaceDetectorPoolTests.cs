using Actors.Vision.Detectors;
using Actors.Vision.Faces;

namespace Actors.Vision.Tests.Detectors;

public sealed class FaceDetectorPoolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Many_threads_get_what_one_gets()
    {
        using var pool = new FaceDetectorPool(TestModels.Front, 2);
        var pictures = Enumerable.Range(0, 6).Select(number => Photographs.LoadPortrait(number)).ToList();
        var expected = pictures.ConvertAll(picture => Faces(pool, picture));
        var workers = Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            for (var time = 0; time < 25; time++)
            {
                var which = (worker + time) % pictures.Count;
                Assert.Equal(expected[which], Faces(pool, pictures[which]));
            }
        }));
        await Task.WhenAll(workers).WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task No_more_are_at_work_than_the_pool_has_and_one_that_failed_comes_back()
    {
        var (atWork, most) = (0, 0);
        using var gate = new Barrier(2);
        using var pool = new FaceDetectorPool(2, () => new FaceDetector(new ModelTensors(8), () =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref atWork));
            gate.SignalAndWait(Patience);
            Interlocked.Decrement(ref atWork);
            throw new InvalidOperationException("always");
        }));
        var picture = StoredPicture.Noise(16, 16, 1);
        var left = 20; // Even, and from one count, so that no worker is left alone at the gate.
        var workers = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                while (Interlocked.Decrement(ref left) >= 0)
                {
                    Assert.IsType<DetectionFailed>(pool.Detect(picture.Picture));
                }
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        await Task.WhenAll(workers).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(2, most);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void A_size_that_makes_no_sense_is_refused(int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FaceDetectorPool(TestModels.Front, size));

    private static Face[] Faces(FaceDetectorPool pool, StoredPicture picture) =>
        [.. Assert.IsType<FacesDetected>(pool.Detect(picture.Picture)).Faces];

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }
}
