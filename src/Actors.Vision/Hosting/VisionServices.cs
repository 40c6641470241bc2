using Actors.Vision.Detectors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Vision.Hosting;

/// <summary>Adds face detection.</summary>
public static class VisionServices
{
    /// <summary>
    /// Adds a <see cref="FaceDetectorPool"/>, with options from the section <c>Vision</c>. A host with another model file than
    /// the one it should be does not start.
    /// </summary>
    public static IServiceCollection AddVision(this IServiceCollection services)
    {
        services.AddOptions<VisionOptions>().BindConfiguration(VisionOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<VisionOptions>, VisionOptions.Validator>();
        services.AddSingleton(provider => Load(Options(provider)));
        services.AddSingleton(provider => new FaceDetectorPool(
            provider.GetRequiredService<LoadedFaceModel>(),
            Options(provider).PoolSize,
            new() { Score = Options(provider).Threshold }));
        services.AddHostedService<ModelCheck>();
        return services;
    }

    private static VisionOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<VisionOptions>>().Value;

    private static LoadedFaceModel Load(VisionOptions options) => LoadedFaceModel.Load(options.FaceModel, options.Folder);
}
