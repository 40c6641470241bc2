using Actors.Vision.Detectors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Actors.Vision.Hosting;

/// <summary>Registers face detection.</summary>
public static class VisionServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="FaceDetectorPool"/> with options from the section <c>Vision</c>. The host does not start if the face
    /// model cannot be used.
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
        services.AddHostedService<ModelLoader>();
        return services;
    }

    private static VisionOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<VisionOptions>>().Value;

    private static LoadedFaceModel Load(VisionOptions options) => LoadedFaceModel.Load(options.FaceModel, options.Folder);

    /// <summary>Loads the face model and creates the detectors when the host starts, before the first call.</summary>
    private sealed class ModelLoader(IServiceProvider services) : IHostedService
    {
        /// <exception cref="ModelRefusedException">The model cannot be used.</exception>
        public Task StartAsync(CancellationToken cancellationToken)
        {
            services.GetRequiredService<FaceDetectorPool>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
