using Microsoft.Extensions.Options;

namespace Actors.Grains.Scheduling;

/// <summary>How the due index is swept.</summary>
public sealed class SweeperOptions
{
    /// <summary>Time between two sweeps of a partition, by the programme clock.</summary>
    /// <value>One second.</value>
    public TimeSpan Period { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Due grains read at once.</summary>
    /// <value>2,000.</value>
    public int BatchSize { get; set; } = 2_000;

    /// <summary>Grains of one partition that are awake at once.</summary>
    /// <value>64.</value>
    public int Concurrency { get; set; } = 64;

    /// <summary>Checks the options against each other.</summary>
    public sealed class Validator : IValidateOptions<SweeperOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, SweeperOptions options)
        {
            var problems = new List<string>();
            if (options.Period <= TimeSpan.Zero)
            {
                problems.Add($"Sweeper:Period is {options.Period}. It must be positive.");
            }

            if (options.Concurrency < 1)
            {
                problems.Add($"Sweeper:Concurrency is {options.Concurrency}. At least 1 is needed.");
            }

            if (options.BatchSize < options.Concurrency)
            {
                problems.Add(
                    $"Sweeper:BatchSize is {options.BatchSize}. It must not be below Sweeper:Concurrency, "
                    + $"{options.Concurrency}.");
            }

            return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
