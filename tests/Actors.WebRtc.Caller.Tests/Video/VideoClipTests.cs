using Actors.Testing.Media;
using Actors.WebRtc.Caller.Video;

namespace Actors.WebRtc.Caller.Tests.Video;

public sealed class VideoClipTests
{
    [Fact]
    public void A_film_goes_round()
    {
        var clip = SampleClip.Of(
            25, 5, index => index is 0 or 3 ? SampleClip.KeyFrame(20, index) : SampleClip.InterFrame(20, index));

        Assert.Equal((640, 480, 5, TimeSpan.FromMilliseconds(40)), (clip.Width, clip.Height, clip.Count, clip.FrameTime));
        Assert.Equal([0, 3, 3, 3, 0], Enumerable.Range(0, 5).Select(clip.NextKeyFrame));
        Assert.Equal([1, 2, 3, 4, 0], Enumerable.Range(0, 5).Select(clip.Next));
        Assert.Equal(SampleClip.InterFrame(20, 4), clip.Frame(4).ToArray());
    }

    [Fact]
    public void What_is_no_film_is_refused()
    {
        Assert.Throws<FormatException>(() => SampleClip.Of(25, 1, index => SampleClip.InterFrame(20, index)));
        Assert.Throws<FormatException>(() => SampleClip.Of(25, 0, _ => []));
        Assert.Throws<FormatException>(() => SampleClip.Of(25, 1, _ => [0x90, 0, 0, 1]));
        Assert.Throws<FormatException>(() => VideoClip.Read(new byte[10]));
    }
}
