using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Protocol.Messages;
using Actors.Storage.Outages;
using Actors.Vision.Guidance;
using Actors.WebRtc.Vp8;

namespace Actors.Server.Calls;

/// <summary>
/// Stores the stills of calls, each person's under the key of their own stay (SPEC V5), and has them deleted after the days
/// that the programme sets.
/// </summary>
internal sealed class StillArchive(
    IGrainFactory grains, ICallStills stills, ProgrammeCatalogue programmes, IProgrammeTime time)
{
    /// <summary>Stores the stills of one person. Stores nothing if there are none, or the person has no stay.</summary>
    public async Task KeepAsync(CallView call, EntrantId person, PersonStills seen)
    {
        var rules = programmes.Get(call.Programme).Calls;
        var pictures = seen.ToPictures(rules.Stills).Where(picture => picture.Length <= Domain.Limits.StillBytes).ToList();
        if (pictures.Count == 0
            || await grains.GetGrain<IEntrantGrain>(person.ToString()).ReadCallSubjectAsync() is not { } subject)
        {
            return;
        }

        var now = time.Now;
        await stills.KeepAsync(
            new(subject.Stay.Record, $"{call.Person}.{call.Number}", person),
            [.. pictures.Select((picture, number) => new CallStill(number, now, picture))],
            now.AddDays(rules.StillDays));
    }
}

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

/// <summary>The check of one person in front of the camera. For one thread at a time.</summary>
internal sealed class PersonCheck(EntrantId person, GuideJudgement judgement)
{
    private GuideJudgement _judgement = judgement;

    /// <summary>The person who is checked.</summary>
    public EntrantId Person => person;

    /// <summary>The verdict; <c>null</c> while the check goes on.</summary>
    public GuideVerdict? Verdict => _judgement.Verdict;

    /// <summary>The pictures kept until now.</summary>
    public PersonStills Stills { get; } = new();

    /// <summary>Takes one more picture into account.</summary>
    /// <param name="observation">What the detector saw in it.</param>
    /// <param name="keyFrame">The VP8 key frame, which is copied if it is kept.</param>
    public void Observe(Observation observation, ReadOnlySpan<byte> keyFrame)
    {
        Stills.Keep(_judgement.Stage, keyFrame);
        _judgement = _judgement.Observe(observation);
    }

    /// <summary>Feedback on the picture observed last.</summary>
    public PictureFeedback Feedback(int number, Observation seen) => new(
        number, person, _judgement.Guidance, Math.Clamp(_judgement.Progress, 0, 1), BoxOf(seen));

    private static FaceBox? BoxOf(Observation seen) => seen.Faces is [var face]
        ? new(
            Fraction(face.Box.Left, seen.Width), Fraction(face.Box.Top, seen.Height),
            Fraction(face.Box.Width, seen.Width), Fraction(face.Box.Height, seen.Height))
        : null;

    private static double Fraction(float pixels, int of) => Math.Round(pixels / of, 4);
}
