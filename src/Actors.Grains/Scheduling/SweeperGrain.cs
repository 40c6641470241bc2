using Actors.Domain.Ledger;
using Actors.Grains.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Scheduling;

/// <inheritdoc/>
/// <remarks>
/// It reads what is stored and remembers nothing: whatever was forgotten anywhere in memory is found here. A timer
/// sweeps, a reminder brings the sweeper back where it was lost.
/// </remarks>
[KeepAlive]
public sealed partial class SweeperGrain(
    IDueIndex index,
    IOptions<SweeperOptions> options,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock,
    IHostApplicationLifetime server,
    ILogger<SweeperGrain> log) : Grain, ISweeperGrain, IRemindable
{
    private const string ReminderName = "sweep";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(50);
    private IGrainTimer? _timer;
    private TimeSpan _period;

    /// <summary>A server that stops wakes no grain: what is due stays due, for another server or the next start.</summary>
    private bool IsStopping => server.ApplicationStopping.IsCancellationRequested;

    private int Partition => (int)this.GetPrimaryKeyLong();

    public async Task StartAsync()
    {
        StartTimer();
        await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        StartTimer();
        return Task.CompletedTask;
    }

    public async Task<int> SweepAsync()
    {
        var woken = 0;
        var now = clock.GetUtcNow(); // Of the whole sweep: what becomes due meanwhile is for the next, so that this one ends.
        DueGrain? last = null;
        while (true)
        {
            // On from the last one read, not from the front: grains that stay due must not hide those behind them.
            var due = await index.ReadDueAsync(Partition, now, options.Value.BatchSize, last);
            var left = new Queue<DueGrain>(due);
            await Task.WhenAll(Enumerable.Range(0, Math.Min(due.Count, options.Value.Concurrency)).Select(_ => WakeAsync(left)));
            woken += due.Count;
            if (due.Count < options.Value.BatchSize)
            {
                return woken;
            }

            last = due[^1];
        }
    }

    /// <summary>Time between two sweeps. Where the programme clock runs fast, a moment of real time is many periods.</summary>
    private TimeSpan Period => clock.AtLeast(options.Value.Period, ShortestPeriod);

    private void StartTimer()
    {
        if (_timer is not null)
        {
            KeepPace();
            return;
        }

        _period = Period;
        _timer = this.RegisterGrainTimer(
            SweepQuietlyAsync, new() { DueTime = TimeSpan.Zero, Period = _period, KeepAlive = true });
    }

    /// <summary>
    /// Follows the programme clock when its speed was changed: otherwise a period that was a moment may now be minutes.
    /// </summary>
    private void KeepPace()
    {
        if (Period is var period && period != _period)
        {
            _period = period;
            _timer?.Change(period, period);
        }
    }

    private async Task SweepQuietlyAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!IsStopping)
            {
                await SweepAsync();
            }
        }
        catch (Exception) when (IsStopping)
        {
            // Storage and other grains may be gone by now.
        }
        catch (Exception exception)
        {
            LogSweepFailed(exception, Partition);
        }

        KeepPace();
    }

    /// <summary>Wakes one grain after another until none is left. One that does not answer holds up no other.</summary>
    private async Task WakeAsync(Queue<DueGrain> left)
    {
        while (!IsStopping && left.TryDequeue(out var due))
        {
            try
            {
                await GrainFactory.GetGrain<IDueGrain>(GrainId.Create(due.GrainType, due.GrainKey)).OnDueAsync();
            }
            catch (Exception exception)
                when (IsStopping || exception is SiloUnavailableException or OrleansMessageRejectionException)
            {
                // A server stops or died. The row stays due, and the next sweep wakes the grain on another one.
            }
            catch (Exception exception)
            {
                LogWakeFailed(exception, due.GrainType);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "The due index of partition {Partition} could not be read. The next sweep tries again.")]
    private partial void LogSweepFailed(Exception exception, int partition);

    [LoggerMessage(LogLevel.Error, "A due grain of type {GrainType} failed. The next sweep tries again.")]
    private partial void LogWakeFailed(Exception exception, string grainType);
}
