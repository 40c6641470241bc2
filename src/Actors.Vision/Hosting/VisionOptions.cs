using Actors.Vision.Detectors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Actors.Vision.Hosting;

/// <summary>The face model and the number of detectors: the section <c>Vision</c>.</summary>
public sealed class VisionOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Vision";

    /// <summary>The name of <see cref="FaceModel.Front"/>.</summary>
    public const string FrontModel = "front";

    /// <summary>The name of <see cref="FaceModel.Back"/>.</summary>
    public const string BackModel = "back";

    /// <summary><c>front</c>, the default, or <c>back</c>.</summary>
    public string Model { get; set; } = FrontModel;

    /// <summary>The folder of the model files; by default <c>models</c> beside the program.</summary>
    public string Folder { get; set; } = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Number of pictures analysed at the same time; 0, the default, means one per processor.</summary>
    public int Detectors { get; set; }

    /// <summary>The least score of a face, between 0 and 1.</summary>
    public float Threshold { get; set; } = new DetectionThresholds().Score;

    internal FaceModel FaceModel => Model == BackModel ? FaceModel.Back : FaceModel.Front;

    internal int PoolSize => Detectors == 0 ? Math.Min(Environment.ProcessorCount, Limits.Detectors) : Detectors;

    /// <summary>Checks the options.</summary>
    internal sealed class Validator : IValidateOptions<VisionOptions>
    {
        public ValidateOptionsResult Validate(string? name, VisionOptions options)
        {
            var problems = new List<string>();
            if (options.Model is not (FrontModel or BackModel))
            {
                problems.Add($"{Section}:Model must be {FrontModel} or {BackModel}; it is {options.Model}.");
            }

            if (string.IsNullOrWhiteSpace(options.Folder))
            {
                problems.Add($"{Section}:Folder must not be empty.");
            }

            if (options.Detectors is < 0 or > Limits.Detectors)
            {
                problems.Add($"{Section}:Detectors must be 0 to {Limits.Detectors}; it is {options.Detectors}.");
            }

            if (options.Threshold is not (> 0 and < 1))
            {
                problems.Add($"{Section}:Threshold must lie between 0 and 1; it is {options.Threshold}.");
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}

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
