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
