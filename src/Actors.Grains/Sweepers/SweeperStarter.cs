using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Sweepers;

/// <summary>Sees to it at every start of a server that all partitions are swept.</summary>
public sealed partial class SweeperStarter(IGrainFactory grains, TimeProvider clock, ILogger<SweeperStarter> log)
    : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
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
