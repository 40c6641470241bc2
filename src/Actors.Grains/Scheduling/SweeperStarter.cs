using System.Threading.Channels;
using Actors.Grains.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Scheduling;

/// <summary>
/// Sees to it at every start of a server that all partitions are swept, and at every change of speed of the programme clock
/// that the sweepers follow it at once.
/// </summary>
public sealed partial class SweeperStarter(
    IGrainFactory grains,
    TimeProvider clock,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider programmeClock,
    ILogger<SweeperStarter> log)
    : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // One more change is enough to remember: the sweepers ask the clock which speed it has by then.
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void OnSpeedChanged() => changes.Writer.TryWrite(true);
        if (programmeClock is ProgrammeClock programme)
        {
            programme.SpeedChanged += OnSpeedChanged;
        }

        try
        {
            do
            {
                await StartAllAsync(stoppingToken);
            }
            while (await changes.Reader.ReadAsync(stoppingToken));
        }
        finally
        {
            (programmeClock as ProgrammeClock)?.SpeedChanged -= OnSpeedChanged;
        }
    }

    private async Task StartAllAsync(CancellationToken stoppingToken)
    {
        for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
        {
            while (!await TryStartAsync(partition))
            {
                await Task.Delay(RetryDelay, clock, stoppingToken);
            }
        }
    }

    private async Task<bool> TryStartAsync(int partition)
    {
        try
        {
            await grains.GetGrain<ISweeperGrain>(partition).StartAsync();
            return true;
        }
        catch (Exception exception)
        {
            LogNotStarted(exception, partition, RetryDelay);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The sweeper of partition {Partition} could not be started. The next try is in {Delay}.")]
    private partial void LogNotStarted(Exception exception, int partition, TimeSpan delay);
}

/// <summary>Adds the sweepers.</summary>
public static class SweepersServiceCollectionExtensions
{
    /// <summary>Adds the sweepers, with options from the section <c>Sweeper</c>.</summary>
    public static IServiceCollection AddSweepers(this IServiceCollection services)
    {
        services.AddOptions<SweeperOptions>().BindConfiguration(SweeperOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SweeperOptions>, SweeperOptions.Validator>();
        services.AddSingleton<DueTimerThrottle>();
        services.AddSingleton<EffectWatch>();
        services.AddHostedService<SweeperStarter>();
        return services;
    }
}

/// <summary>How the due index is swept.</summary>
public sealed class SweeperOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Sweeper";

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
