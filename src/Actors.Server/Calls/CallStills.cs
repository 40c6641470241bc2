using Actors.Vision.Guidance;
using Actors.WebRtc.Vp8;

namespace Actors.Server.Calls;

/// <summary>
/// The stills of one person in a call: the newest picture of each stage, so that an operator sees what the machine saw.
/// </summary>
internal sealed class CallStills
{
    /// <summary>Which stages say most when only some are kept.</summary>
    private static readonly GuideStage[] Stages = [GuideStage.Framing, GuideStage.Turning, GuideStage.Returning];

    private readonly byte[]?[] _frames = new byte[Stages.Length][];

    /// <summary>Keeps a picture in place of the one before of the same stage.</summary>
    public void Keep(GuideStage stage, ReadOnlySpan<byte> keyFrame)
    {
        if (Array.IndexOf(Stages, stage) is >= 0 and var place)
        {
            _frames[place] = keyFrame.ToArray();
        }
    }

    /// <summary>The pictures as files that any browser shows (WebP), at most so many.</summary>
    public IReadOnlyList<byte[]> ToPictures(int most) =>
        [.. _frames.Where(frame => frame is not null).Take(most).Select(frame => WebPicture.Of(frame))];
}
