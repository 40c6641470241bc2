using Actors.Server.Calls;
using Actors.Vision.Detectors;
using Actors.WebRtc.Native;

namespace Actors.Benchmarks.Calls;

/// <summary>
/// The minimal analysis of a key frame: libvpx, reduction to the input of the model, ONNX Runtime. The output is not read.
/// Not thread-safe.
/// </summary>
internal sealed class BareLook : IDisposable
{
    private readonly ModelTensors _tensors;
    private readonly InputTensor _input;
    private readonly ModelRun _run;
    private readonly VpxDecoderHandle _decoder;

    public BareLook(LoadedFaceModel model)
    {
        _tensors = new(model.Model.InputSide);
        _input = new(_tensors);
        _run = new(model.Session, _tensors);
        _decoder = VpxDecoderHandle.Open(out var status)
            ?? throw new InvalidOperationException($"libvpx does not open a decoder: {status}.");
    }

    /// <summary>Decodes a frame and runs the model on it.</summary>
    public void Look(ReadOnlySpan<byte> frame)
    {
        if (!_decoder.Decode(frame) || !_decoder.TryGetPicture(out var picture))
        {
            throw new InvalidDataException("libvpx does not decode a frame of the film.");
        }

        _input.Fill(PictureTranslation.Of(picture));
        _run.Execute();
    }

    public void Dispose()
    {
        _decoder.Dispose();
        _run.Dispose();
    }
}
