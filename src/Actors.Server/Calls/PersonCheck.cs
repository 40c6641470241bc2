using Actors.Domain.Entrants.Stays;
using Actors.Protocol.Messages;
using Actors.Vision.Guidance;

namespace Actors.Server.Calls;

/// <summary>The check of one person in front of the camera. For one thread at a time.</summary>
internal sealed class PersonCheck(EntrantId person, GuideJudgement judgement)
{
    private GuideJudgement _judgement = judgement;
    private string _stages = judgement.Stage.ToString();

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
        var before = _judgement.Stage;
        _judgement = _judgement.Observe(observation);
        if (_judgement.Stage != before && _judgement.Stage != GuideStage.Closed)
        {
            _stages += $" > {_judgement.Stage}";
        }
    }

    /// <summary>The stages and the verdict, for the log.</summary>
    public string Describe() => Verdict is { } verdict
        ? $"{_stages}: {verdict.Outcome} ({verdict.ReasonCode})"
        : $"{_stages}: unfinished";

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
