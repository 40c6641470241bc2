using Actors.Vision.Detectors;
using Microsoft.Extensions.Options;

namespace Actors.Vision.Hosting;

/// <summary>Which face model looks at pictures, and how many at once: the section <c>Vision</c>.</summary>
public sealed class VisionOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Vision";

    /// <summary>The name of <see cref="FaceModel.Front"/>.</summary>
    public const string FrontModel = "front";

    /// <summary>The name of <see cref="FaceModel.Back"/>.</summary>
    public const string BackModel = "back";

    /// <summary><c>front</c>, the default, or <c>back</c>.</summary>
    public string Model { get; set; } = FrontModel;

    /// <summary>The folder of the model files; by default <c>models</c> beside the program.</summary>
    public string Folder { get; set; } = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>How many pictures are looked at side by side; 0, the default: as many as there are processors.</summary>
    public int Detectors { get; set; }

    /// <summary>How sure the detector must be of a face.</summary>
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
                problems.Add($"{Section}:Model is {FrontModel} or {BackModel}, not {options.Model}.");
            }

            if (string.IsNullOrWhiteSpace(options.Folder))
            {
                problems.Add($"{Section}:Folder is empty.");
            }

            if (options.Detectors is < 0 or > Limits.Detectors)
            {
                problems.Add($"{Section}:Detectors is 0 to {Limits.Detectors}, not {options.Detectors}.");
            }

            if (options.Threshold is not (> 0 and < 1))
            {
                problems.Add($"{Section}:Threshold lies between 0 and 1.");
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
