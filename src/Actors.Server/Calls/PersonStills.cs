using Actors.Vision.Guidance;
using Actors.WebRtc.Vp8;

namespace Actors.Server.Calls;

/// <summary>The newest picture of each stage of one person's check, so that staff see what the analysis saw.</summary>
internal sealed class PersonStills
{
    /// <summary>The stages worth keeping, most telling first.</summary>
    private static readonly GuideStage[] Stages = [GuideStage.Framing, GuideStage.Turning, GuideStage.Returning];

    private readonly byte[]?[] _frames = new byte[Stages.Length][];

    /// <summary>Keeps a picture in place of the former one of the same stage.</summary>
    public void Keep(GuideStage stage, ReadOnlySpan<byte> keyFrame)
    {
        if (Array.IndexOf(Stages, stage) is >= 0 and var index)
        {
            _frames[index] = keyFrame.ToArray();
        }
    }

    /// <summary>The pictures as WebP files, which any browser shows; at most <paramref name="max"/>.</summary>
    public IReadOnlyList<byte[]> ToPictures(int max) =>
        [.. _frames.Where(frame => frame is not null).Take(max).Select(frame => WebPicture.Of(frame))];
}
