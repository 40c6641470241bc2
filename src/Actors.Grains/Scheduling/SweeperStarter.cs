using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

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
