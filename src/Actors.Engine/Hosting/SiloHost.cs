using Actors.Engine.Activations;
using Actors.Engine.Reminders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Actors.Engine.Hosting;

/// <summary>Starts and stops the engine with the process.</summary>
internal sealed class SiloHost(ActorEngine engine, ReminderService reminders, IOptions<GrainCollectionOptions> collection)
    : IHostedService, IDisposable
{
    private List<ITimer> _timers = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _timers.Add(Every(engine.MessageClock, Limits.TimeoutScan, engine.Calls.FailOverdue));
        _timers.Add(Every(engine.ManagementClock, collection.Value.CollectionQuantum, () => engine.Catalog.Collect()));
        await reminders.StartAsync(cancellationToken);
        EngineLog.Started(engine.Log, engine.Classes.Count);
    }

    /// <summary>
    /// Takes no more calls from outside, lets those begun come to their end, and deactivates every grain, for as long
    /// as the host allows.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        engine.Close();
        await reminders.StopAsync(cancellationToken);
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The server is stopping.");
        try
        {
            // A grain that takes its leave may call another one to life, hence the loop.
            while (Catalog.InOrder(engine.Catalog.Activations.Where(activation => !activation.IsObserver)) is { Count: > 0 } left)
            {
                foreach (var activation in left)
                {
                    activation.Deactivate(reason, CancellationToken.None);
                }

                await Task.WhenAll(left.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host does not wait any longer. What is durable is durable; the rest is told to nobody.
        }

        Dispose();
        engine.Calls.FailAll("The server has stopped.");
        EngineLog.Stopped(engine.Log, engine.Catalog.Activated - engine.Catalog.Active, engine.Catalog.Active);
    }

    public void Dispose()
    {
        // Some hosts stop and let go at the same time.
        foreach (var timer in Interlocked.Exchange(ref _timers, []))
        {
            timer.Dispose();
        }

        reminders.Dispose();
    }

    private static ITimer Every(TimeProvider clock, TimeSpan period, Action action)
    {
        using (ExecutionContext.SuppressFlow())
        {
            return clock.CreateTimer(static action => ((Action)action!)(), action, period, period);
        }
    }
}
