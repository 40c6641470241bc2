using Actors.Vision.Faces;
using Actors.Vision.Pictures;

namespace Actors.Vision.Detectors;

/// <summary>
/// Finds the faces in a picture. Allocates nothing but what it returns. For one thread at a time; several threads take a
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

    /// <summary>A detector on a model, which must live longer.</summary>
    public FaceDetector(LoadedFaceModel model, DetectionThresholds? thresholds = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _thresholds = (thresholds ?? new()).Checked();
        _tensors = new(model.Model.InputSide);
        _run = new(model.Session, _tensors);
        _execute = _run.Execute;
        _input = new(_tensors);
    }

    /// <summary>A detector whose model is something else, such as one that fails.</summary>
    internal FaceDetector(ModelTensors tensors, Action execute)
    {
        _thresholds = new();
        _tensors = tensors;
        _execute = execute;
        _input = new(tensors);
    }

    /// <summary>Looks for faces. What goes wrong inside comes back as <see cref="DetectionFailed"/>.</summary>
    public Detection Detect(in I420Picture picture)
    {
        var letterbox = _input.Fill(picture);
        try
        {
            _execute();
        }
        catch (Exception exception)
        {
            // Whatever the runtime throws: the picture of a person stays unjudged, the call goes on.
            return new DetectionFailed($"{exception.GetType().Name}: {exception.Message}");
        }

        if (!CandidateReader.TryRead(_tensors, _thresholds.Score, _candidates))
        {
            return new DetectionFailed("The model gave something that is no number.");
        }

        if (_candidates.Count == 0)
        {
            return FacesDetected.Nobody;
        }

        _candidates.Sort();
        return new FacesDetected(_suppression.Merge(_candidates, _thresholds.Overlap, letterbox));
    }

    public void Dispose() => _run?.Dispose();
}
