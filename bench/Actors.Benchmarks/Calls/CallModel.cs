using Actors.Benchmarks.Harness;
using Actors.Vision.Detectors;
using Actors.Vision.Hosting;

namespace Actors.Benchmarks.Calls;

/// <summary>The face model of the server.</summary>
internal static class CallModel
{
    /// <summary>Loads the model.</summary>
    /// <exception cref="BenchmarkSkippedException">The model is missing or unusable.</exception>
    public static LoadedFaceModel Load()
    {
        try
        {
            return LoadedFaceModel.Load(FaceModel.Front, new VisionOptions().Folder);
        }
        catch (ModelRefusedException refused)
        {
            throw new BenchmarkSkippedException(refused.Message);
        }
    }
}
