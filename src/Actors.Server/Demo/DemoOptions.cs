using Microsoft.Extensions.Options;

namespace Actors.Server.Demo;

/// <summary>The demonstration: fictional people who live fast.</summary>
internal sealed class DemoOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Demo";

    /// <summary>Whether the server is one for demonstrations.</summary>
    public bool Enabled { get; set; }

    /// <summary>How many people live at once.</summary>
    /// <value>200; 0 for none.</value>
    public int People { get; set; } = 200;

    /// <summary>How many seconds a day takes. The setting <c>Clock:Speed</c> goes before it.</summary>
    /// <value>60.</value>
    public double DaySeconds { get; set; } = 60;

    /// <summary>Reads the options.</summary>
    /// <exception cref="OptionsValidationException">They do not fit.</exception>
    public static DemoOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(Section).Get<DemoOptions>() ?? new DemoOptions();
        return new Validator().Validate(null, options) is { Failed: true } invalid
            ? throw new OptionsValidationException(Section, typeof(DemoOptions), invalid.Failures)
            : options;
    }

    /// <summary>Checks the options.</summary>
    internal sealed class Validator : IValidateOptions<DemoOptions>
    {
        private const int MostPeople = 5_000;

        public ValidateOptionsResult Validate(string? name, DemoOptions options)
        {
            var problems = new List<string>();
            if (options.People is < 0 or > MostPeople)
            {
                problems.Add($"Demo:People is {options.People}; 0 to {MostPeople} are possible.");
            }

            if (options.DaySeconds is not (>= 10 and <= 86_400))
            {
                problems.Add("Demo:DaySeconds must be from 10 to 86400: a day of real time.");
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
