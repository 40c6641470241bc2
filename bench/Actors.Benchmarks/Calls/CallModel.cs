using Actors.Benchmarks.Harness;
using Actors.Vision.Detectors;
using Actors.Vision.Hosting;

namespace Actors.Benchmarks.Calls;

/// <summary>The face model as the server has it.</summary>
internal static class CallModel
{
    /// <summary>Loads it.</summary>
    /// <exception cref="BenchmarkSkippedException">It cannot be used here.</exception>
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
