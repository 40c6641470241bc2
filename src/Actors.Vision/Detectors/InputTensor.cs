using Actors.Vision.Pictures;

namespace Actors.Vision.Detectors;

/// <summary>
/// Writes pictures into the input of the model: letterboxed with black, each cell the mean of the pixels under it, RGB by
/// BT.601 (limited range) from −1 to 1. Reuses its buffers; not thread-safe.
/// </summary>
internal sealed class InputTensor(ModelTensors tensors)
{
    private const float Black = -1;
    private const float HalfWhite = 127.5f;

    private readonly AreaReduction _luma = new();
    private readonly AreaReduction _colour = new();
    private readonly float[] _y = new float[tensors.Side * tensors.Side];
    private readonly float[] _u = new float[tensors.Side * tensors.Side];
    private readonly float[] _v = new float[tensors.Side * tensors.Side];
    private Letterbox? _last;

    /// <summary>Writes one picture and returns where it lies in the square.</summary>
    public Letterbox Fill(in I420Picture picture)
    {
        var box = Letterbox.Fit(picture.Width, picture.Height, tensors.Side);
        if (box != _last)
        {
            Array.Fill(tensors.Input, Black);
            _last = box;
        }

        _luma.Reduce(picture.Y, box.Width, box.Height, _y);
        _colour.Reduce(picture.U, box.Width, box.Height, _u);
        _colour.Reduce(picture.V, box.Width, box.Height, _v);
        for (var row = 0; row < box.Height; row++)
        {
            var from = row * box.Width;
            WriteRow(from, tensors.Input.AsSpan((((row + box.Top) * tensors.Side) + box.Left) * 3, box.Width * 3));
        }

        return box;
    }

    private void WriteRow(int from, Span<float> target)
    {
        for (int cell = from, at = 0; at < target.Length; cell++, at += 3)
        {
            var y = 1.164f * (_y[cell] - 16);
            var u = _u[cell] - 128;
            var v = _v[cell] - 128;
            target[at] = ToModel(y + (1.596f * v));
            target[at + 1] = ToModel(y - (0.392f * u) - (0.813f * v));
            target[at + 2] = ToModel(y + (2.017f * u));
        }
    }

    private static float ToModel(float value) => (Math.Clamp(value, 0, 255) / HalfWhite) - 1;
}
