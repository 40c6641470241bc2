using Microsoft.ML.OnnxRuntime;

namespace Actors.Vision.Detectors;

/// <summary>
/// A checked face model in a session of ONNX Runtime. Any number of detectors can use it at the same time; each runs on the
/// thread of its caller only.
/// </summary>
public sealed class LoadedFaceModel : IDisposable
{
    private LoadedFaceModel(FaceModel model, InferenceSession session)
    {
        Model = model;
        Session = session;
    }

    /// <summary>The model.</summary>
    public FaceModel Model { get; }

    internal InferenceSession Session { get; }

    /// <summary>Checks the file, opens the session and runs it once.</summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">The folder of its file.</param>
    /// <exception cref="ModelRefusedException">The file is not this model, or ONNX Runtime cannot run it.</exception>
    public static LoadedFaceModel Load(FaceModel model, string folder)
    {
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
                $"ONNX Runtime cannot load the face model {model.FileName}: {exception.Message}", exception);
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

    /// <summary>Closes the session. Detectors that use it must not be called afterwards.</summary>
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
