using Actors.Vision.Detectors;

namespace Actors.Vision.Tests.Detectors;

/// <summary>The restored models, loaded once for all tests.</summary>
internal static class TestModels
{
    /// <summary>Where they lie.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models");

    private static readonly Lazy<LoadedFaceModel> LoadedFront = new(() => LoadedFaceModel.Load(FaceModel.Front, Folder));
    private static readonly Lazy<LoadedFaceModel> LoadedBack = new(() => LoadedFaceModel.Load(FaceModel.Back, Folder));

    public static LoadedFaceModel Front => LoadedFront.Value;

    public static LoadedFaceModel Back => LoadedBack.Value;
}
