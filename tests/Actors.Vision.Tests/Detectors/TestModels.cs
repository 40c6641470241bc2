using Actors.Vision.Detectors;

namespace Actors.Vision.Tests.Detectors;

/// <summary>The restored models, loaded once for all tests.</summary>
internal static class TestModels
{
    private static readonly Lazy<LoadedFaceModel> LoadedFront = new(() => LoadedFaceModel.Load(FaceModel.Front, Folder));
    private static readonly Lazy<LoadedFaceModel> LoadedBack = new(() => LoadedFaceModel.Load(FaceModel.Back, Folder));

    /// <summary>Where they lie.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models");

    public static LoadedFaceModel Front => LoadedFront.Value;

    public static LoadedFaceModel Back => LoadedBack.Value;
}
