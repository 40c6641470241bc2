using Actors.Vision.Pictures;
using Microsoft.ML.OnnxRuntime;

namespace Actors.Vision.Detectors;

/// <summary>Binds tensors to a session once, so that a run neither copies nor allocates. Not thread-safe.</summary>
internal sealed class ModelRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];

    /// <exception cref="ModelRefusedException">The inputs or outputs of the model have other shapes.</exception>
    public ModelRun(InferenceSession session, ModelTensors tensors)
    {
        _session = session;
        _binding = session.CreateIoBinding();
        try
        {
            var (name, input) = session.InputMetadata.Single();
            long[] shape = [1, tensors.Side, tensors.Side, 3];
            if (!input.Dimensions.Select(length => (long)length).SequenceEqual(shape))
            {
                throw new ModelRefusedException(
                    $"The face model has an input of [{string.Join(',', input.Dimensions)}]; "
                    + $"expected is [{string.Join(',', shape)}].");
            }

            _binding.BindInput(name, Wrap(tensors.Input, shape));
            foreach (var output in tensors.Outputs)
            {
                var (outputName, metadata) = Find(session, output.Length);
                _binding.BindOutput(outputName, Wrap(output, [.. metadata.Dimensions.Select(length => (long)length)]));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Computes the output tensors from the input tensor.</summary>
    /// <exception cref="OnnxRuntimeException">The runtime failed.</exception>
    public void Execute() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _values.ForEach(value => value.Dispose());
        _options.Dispose();
    }

    /// <summary>Finds an output by its length, because names differ between conversions of the model.</summary>
    private static KeyValuePair<string, NodeMetadata> Find(InferenceSession session, int length)
    {
        var found = session.OutputMetadata
            .Where(output => output.Value.Dimensions.Aggregate(1L, (product, side) => product * side) == length)
            .ToList();
        return found is [var one]
            ? one
            : throw new ModelRefusedException($"The face model has {found.Count} outputs of {length} numbers; expected is one.");
    }

    private OrtValue Wrap(float[] memory, long[] shape)
    {
        var value = OrtValue.CreateTensorValueFromMemory(memory, shape);
        _values.Add(value);
        return value;
    }
}

/// <summary>
/// The input and outputs of a face model, in memory that is reused for each picture. The model has a fine and a coarse grid
/// of anchors.
/// </summary>
internal sealed class ModelTensors(int side)
{
    /// <summary>The side of the square input, in cells.</summary>
    public int Side { get; } = side;

    /// <summary>The cells row by row; red, green and blue from −1 to 1.</summary>
    public float[] Input { get; } = new float[side * side * 3];

    /// <summary>A logit per anchor of the fine grid.</summary>
    public float[] FineScores { get; } = new float[Anchors.Fine];

    /// <summary>A logit per anchor of the coarse grid.</summary>
    public float[] CoarseScores { get; } = new float[Anchors.Coarse];

    /// <summary>Centre, size and keypoints per anchor of the fine grid, in cells; positions relative to the anchor.</summary>
    public float[] FineBoxes { get; } = new float[Anchors.Fine * CandidateList.Values];

    /// <summary>Centre, size and keypoints per anchor of the coarse grid.</summary>
    public float[] CoarseBoxes { get; } = new float[Anchors.Coarse * CandidateList.Values];

    /// <summary>All outputs.</summary>
    public IEnumerable<float[]> Outputs => [FineScores, CoarseScores, FineBoxes, CoarseBoxes];
}

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
