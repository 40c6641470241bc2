using Actors.Vision.Guidance;
using Actors.WebRtc.Vp8;

namespace Actors.Server.Calls;

/// <summary>
/// The stills of one person in a call: the newest picture of each stage, so that an operator sees what the machine saw.
/// </summary>
internal sealed class CallStills
{
    private const int Stages = 3;
    private readonly byte[]?[] _frames = new byte[Stages][];

    /// <summary>Keeps a picture in place of the one before of the same stage.</summary>
    public void Keep(GuideStage stage, ReadOnlySpan<byte> keyFrame)
    {
        if ((int)stage < Stages)
        {
            _frames[(int)stage] = keyFrame.ToArray();
        }
    }

    /// <summary>The pictures as files that any browser shows (WebP), at most so many, the newest kept first.</summary>
    public IReadOnlyList<byte[]> ToPictures(int most) =>
        [.. _frames.Where(frame => frame is not null).Reverse().Take(most).Reverse().Select(frame => WebPicture.Of(frame))];
}
