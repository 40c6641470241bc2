using Microsoft.ML.OnnxRuntime;

namespace Actors.Vision.Detectors;

/// <summary>
/// A face model whose file was checked, in a session of ONNX Runtime. Any number of detectors run on it at once; each runs
/// on the thread that calls it and on no other.
/// </summary>
public sealed class LoadedFaceModel : IDisposable
{
    private LoadedFaceModel(FaceModel model, InferenceSession session)
    {
        Model = model;
        Session = session;
    }

    /// <summary>Which one it is.</summary>
    public FaceModel Model { get; }

    internal InferenceSession Session { get; }

    /// <summary>Checks the file and makes the session.</summary>
    /// <param name="model">Which model.</param>
    /// <param name="folder">Where the file is.</param>
    /// <exception cref="ModelRefusedException">The file is not that model, or the runtime cannot be used.</exception>
    public static LoadedFaceModel Load(FaceModel model, string folder)
    {
        ArgumentNullException.ThrowIfNull(model);
        var content = FaceModelFile.Read(model, folder);
        InferenceSession? session = null;
        try
        {
            session = Open(content);
            using var trial = new ModelRun(session, new ModelTensors(model.InputSide));
            trial.Execute();
            return new(model, session);
        }
        catch (OnnxRuntimeException exception)
        {
            session?.Dispose();
            throw new ModelRefusedException(
                $"ONNX Runtime refuses the face model {model.FileName}: {exception.Message}", exception);
        }
        catch (ModelRefusedException)
        {
            session?.Dispose();
            throw;
        }
        catch (Exception exception) when (IsLibraryMissing(exception))
        {
            throw new ModelRefusedException(
                "The native library of ONNX Runtime is missing beside the program, or is for another processor; the package "
                + $"Microsoft.ML.OnnxRuntime brings it. {exception.GetBaseException().Message}",
                exception);
        }
    }

    /// <summary>Ends the session. Detectors on it must not be used any more.</summary>
    public void Dispose() => Session.Dispose();

    private static InferenceSession Open(byte[] content)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return new InferenceSession(content, options);
    }

    private static bool IsLibraryMissing(Exception exception) =>
        exception.GetBaseException() is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException;
}
