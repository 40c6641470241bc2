using Actors.Domain.Entrants.Stays;
using Actors.Protocol.Messages;
using Actors.Vision.Guidance;

namespace Actors.Server.Calls;

/// <summary>One person being looked at. By one thread at a time.</summary>
internal sealed class PersonLook(EntrantId person, GuideJudgement judgement)
{
    private GuideJudgement _judgement = judgement;

    /// <summary>Who.</summary>
    public EntrantId Person => person;

    /// <summary>The end; null: it goes on.</summary>
    public GuideVerdict? Verdict => _judgement.Verdict;

    /// <summary>What was kept of the pictures.</summary>
    public CallStills Stills { get; } = new();

    /// <summary>Looks at one more picture.</summary>
    public void Observe(Observation observation, ReadOnlySpan<byte> keyFrame)
    {
        Stills.Keep(_judgement.Stage, keyFrame);
        _judgement = _judgement.Observe(observation);
    }

    /// <summary>What the phone is told of it; the text is added in its language.</summary>
    public CallGuidance Feedback(int number, Observation seen) => new(
        number, person, _judgement.Guidance, Math.Clamp(_judgement.Progress, 0, 1), BoxOf(seen));

    private static FaceBox? BoxOf(Observation seen) => seen.Faces is [var face]
        ? new(
            Part(face.Box.Left, seen.Width), Part(face.Box.Top, seen.Height),
            Part(face.Box.Width, seen.Width), Part(face.Box.Height, seen.Height))
        : null;

    private static double Part(float pixels, int of) => Math.Round(pixels / of, 4);
}
