using Actors.Domain.Stays;
using Actors.Server.Calls;
using Actors.Vision;
using Actors.Vision.Detectors;
using Actors.Vision.Guidance;
using Actors.WebRtc.Vp8;

namespace Actors.Benchmarks.Calls;

/// <summary>
/// The server's analysis of a key frame by its own parts and in their order, up to the guidance for the phone, without sending
/// it. After a verdict it starts again with the same person, so that there is always work.
/// </summary>
internal sealed class JudgedLook(FaceDetectorPool detectors)
{
    private static readonly GuideRules Rules = new();

    private readonly PictureObserver _observer = new(detectors);
    private readonly EntrantId _person = EntrantId.New();
    private PersonCheck? _look;

    /// <summary>The number of verdicts.</summary>
    public int Verdicts { get; private set; }

    /// <summary>Analyses a frame.</summary>
    /// <param name="decoder">The decoder of the calling thread.</param>
    /// <param name="frame">A key frame.</param>
    /// <param name="at">When the frame arrived.</param>
    public void Look(Vp8Decoder decoder, ReadOnlySpan<byte> frame, DateTimeOffset at)
    {
        if (decoder.Decode(frame, out var picture) != Vp8DecoderResult.Picture)
        {
            throw new InvalidDataException("A frame of the film is not decoded.");
        }

        _look ??= new(_person, GuideJudgement.Begin(Rules, HeadSide.Left, at));
        var observation = _observer.Observe(PictureTranslation.Of(picture), at, out var failure);
        if (failure is not null)
        {
            throw new InvalidOperationException(failure);
        }

        _look.Observe(observation, frame);
        _look.Feedback(number: 1, observation);
        if (_look.Verdict is not null)
        {
            Verdicts++;
            _look = null;
        }
    }
}
