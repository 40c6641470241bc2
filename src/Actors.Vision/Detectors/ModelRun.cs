using Microsoft.ML.OnnxRuntime;

namespace Actors.Vision.Detectors;

/// <summary>Binds tensors to a session once, so that a run neither copies nor allocates. For one thread at a time.</summary>
internal sealed class ModelRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];

    /// <exception cref="ModelRefusedException">The model has other inputs or outputs.</exception>
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
                    $"The face model takes [{string.Join(',', input.Dimensions)}], expected [{string.Join(',', shape)}].");
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

    /// <summary>From the input tensor to the output tensors.</summary>
    /// <exception cref="OnnxRuntimeException">The runtime could not.</exception>
    public void Execute() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _values.ForEach(value => value.Dispose());
        _options.Dispose();
    }

    /// <summary>Names of outputs differ from one conversion to the next; how many numbers they hold does not.</summary>
    private static KeyValuePair<string, NodeMetadata> Find(InferenceSession session, int length)
    {
        var found = session.OutputMetadata
            .Where(output => output.Value.Dimensions.Aggregate(1L, (product, side) => product * side) == length)
            .ToList();
        return found is [var one]
            ? one
            : throw new ModelRefusedException($"The face model has {found.Count} outputs of {length} numbers, expected one.");
    }

    private OrtValue Wrap(float[] memory, long[] shape)
    {
        var value = OrtValue.CreateTensorValueFromMemory(memory, shape);
        _values.Add(value);
        return value;
    }
}
