using System.Collections.Immutable;
using Actors.Vision.Faces;
using Actors.Vision.Pictures;

namespace Actors.Vision.Detectors;

/// <summary>
/// Finds the faces in a picture. Allocates only what it returns. Not thread-safe; several threads share a
/// <see cref="FaceDetectorPool"/>.
/// </summary>
public sealed class FaceDetector : IDisposable
{
    private readonly DetectionThresholds _thresholds;
    private readonly ModelTensors _tensors;
    private readonly ModelRun? _run;
    private readonly Action _execute;
    private readonly InputTensor _input;
    private readonly CandidateList _candidates = new();
    private readonly WeightedSuppression _suppression = new();

    /// <summary>Creates a detector for a model, which must outlive it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A threshold does not lie between 0 and 1.</exception>
    public FaceDetector(LoadedFaceModel model, DetectionThresholds? thresholds = null)
    {
        _thresholds = (thresholds ?? new()).Checked();
        _tensors = new(model.Model.InputSide);
        _run = new(model.Session, _tensors);
        _execute = _run.Execute;
        _input = new(_tensors);
    }

    /// <summary>Creates a detector that runs something other than a model, for tests.</summary>
    internal FaceDetector(ModelTensors tensors, Action execute)
    {
        _thresholds = new();
        _tensors = tensors;
        _execute = execute;
        _input = new(tensors);
    }

    /// <summary>Looks for faces. Returns a failure of the runtime as <see cref="DetectionFailed"/> and does not throw.</summary>
    public Detection Detect(in I420Picture picture)
    {
        var letterbox = _input.Fill(picture);
        try
        {
            _execute();
        }
        catch (Exception exception)
        {
            // Any exception of the runtime leaves this picture unjudged, and the call goes on.
            return new DetectionFailed($"{exception.GetType().Name}: {exception.Message}");
        }

        if (!CandidateReader.TryRead(_tensors, _thresholds.Score, _candidates))
        {
            return new DetectionFailed("The output of the model is not finite.");
        }

        return _candidates.Count > 0
            ? new FacesDetected(Merge(letterbox))
            : CandidateReader.TryRead(_tensors, _thresholds.Possible, _candidates) && _candidates.Count > 0
                ? FacesDetected.None with { Possible = Merge(letterbox) }
                : FacesDetected.None;
    }

    public void Dispose() => _run?.Dispose();

    private ImmutableArray<Face> Merge(in Letterbox letterbox)
    {
        _candidates.Sort();
        return _suppression.Merge(_candidates, _thresholds.Overlap, letterbox);
    }
}

/// <summary>What counts as a face, and as the same face.</summary>
public sealed record DetectionThresholds
{
    /// <summary>
    /// The least score of a face, between 0 and 1. At 0.75 the front model saw no face in 52 scenes without people, and one
    /// in 0.2 % of 1,069 crops without faces (<c>models/MODEL-CARD.md</c>).
    /// </summary>
    public float Score { get; init; } = 0.75f;

    /// <summary>The least score of what may be a covered face. Faces under a mask score 0.55 to 0.86.</summary>
    public float Possible { get; init; } = 0.55f;

    /// <summary>Candidates whose intersection is at least this part of their union are one face.</summary>
    public float Overlap { get; init; } = 0.3f;

    /// <summary>Returns these thresholds if they are valid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A threshold does not lie between 0 and 1.</exception>
    internal DetectionThresholds Checked()
    {
        if (Score is not (> 0 and < 1) || Overlap is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Score), $"Score and Overlap must lie between 0 and 1; they are {Score} and {Overlap}.");
        }

        return this;
    }
}
