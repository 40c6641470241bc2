using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Diagnostics;
using Orleans.Timers;

namespace Actors.Testing.Clusters;

/// <summary>
/// Knows whether the grains of one server are at work: calls that have not returned, and timers that fired and are
/// not set again. With it a test moves its clock only when nothing is left to do at the present moment.
/// </summary>
public sealed class GrainActivity : IIncomingGrainCallFilter, IOutgoingGrainCallFilter, IObserver<GrainTimerEvents.TimerEvent>,
    IDisposable
{
    /// <summary>
    /// Hops through the thread pool without any change after which nothing is at work: what one thread has just handed to another
    /// is seen by then.
    /// </summary>
    private const int IdleHops = 10;

    private readonly ConcurrentDictionary<object, bool> _ticking = new(ReferenceEqualityComparer.Instance);

    /// <summary>Timers that were set to fire at once: their tick is on the way, and no clock has a part in it.</summary>
    private readonly ConcurrentDictionary<object, bool> _atOnce = new(ReferenceEqualityComparer.Instance);

    /// <summary>
    /// The timers of this server. Orleans reports those of all servers of the process, and one of another that stopped in the
    /// middle of a tick would be at work for ever.
    /// </summary>
    private readonly ConditionalWeakTable<object, object> _own = [];

    private readonly IDisposable _subscription;
    private volatile bool _isOver;
    private int _calls;
    private long _changes;

    /// <summary>Begins to watch.</summary>
    public GrainActivity() => _subscription = GrainTimerEvents.AllEvents.Subscribe(this);

    /// <summary>Whether the server was killed: its timers fire no more, and no one waits for what it left.</summary>
    public bool IsOver => _isOver;

    /// <summary>Watches the grains of a server with these services, which have Orleans already.</summary>
    public void Watch(IServiceCollection services)
    {
        var timers = services.Last(service => service.ServiceType == typeof(ITimerRegistry)).ImplementationType!;
        services.AddSingleton<ITimerRegistry>(provider => new WatchedTimers(
            (ITimerRegistry)ActivatorUtilities.CreateInstance(
                provider, timers,
                new WatchedClock(provider.GetRequiredKeyedService<TimeProvider>(TimeProviderNames.Grains), this)),
            this));
        services.AddSingleton<IIncomingGrainCallFilter>(this);
        services.AddSingleton<IOutgoingGrainCallFilter>(this);
    }

    /// <summary>Completes when nothing is at work. Never, while a grain waits for the test.</summary>
    public async Task WhenIdleAsync()
    {
        var (seen, idle) = (-1L, 0);
        while (idle < IdleHops && !_isOver)
        {
            await HopAsync();
            var changes = Volatile.Read(ref _changes);
            if (changes != seen)
            {
                (seen, idle) = (changes, 0);
            }
            else if (ThreadPool.PendingWorkItemCount == 0) // Otherwise another test may be at work: this hop proves nothing.
            {
                var isBusy = Volatile.Read(ref _calls) > 0 || !_ticking.IsEmpty || !_atOnce.IsEmpty;
                idle = isBusy ? 0 : idle + 1;
            }
        }
    }

    /// <summary>A timer of this server is made.</summary>
    internal void ReportMade(object timer) => _own.AddOrUpdate(timer, timer);

    /// <summary>A timer of a grain fires: its tick is on the way.</summary>
    internal void ReportFired(object timer)
    {
        _ticking[timer] = false;
        Interlocked.Increment(ref _changes);
    }

    /// <summary>The clock of a timer is set. Orleans does so after the end of each tick.</summary>
    internal void ReportClockSet(object timer)
    {
        if (_ticking.TryGetValue(timer, out var hasStopped) && hasStopped)
        {
            _ticking.TryRemove(timer, out _);
        }

        Interlocked.Increment(ref _changes);
    }

    /// <summary>A grain sets its timer.</summary>
    internal void ReportSet(object timer, TimeSpan dueTime)
    {
        if (dueTime == TimeSpan.Zero)
        {
            _atOnce[timer] = true;
        }
        else
        {
            _atOnce.TryRemove(timer, out _);
        }

        Interlocked.Increment(ref _changes);
    }

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Change(ref _calls, 1);
        try
        {
            await context.Invoke();
        }
        finally
        {
            Change(ref _calls, -1);
        }
    }

    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        Change(ref _calls, 1);
        try
        {
            await context.Invoke();
        }
        finally
        {
            Change(ref _calls, -1);
        }
    }

    /// <inheritdoc/>
    public void OnNext(GrainTimerEvents.TimerEvent value)
    {
        if (!_own.TryGetValue(value.Timer, out _))
        {
            return;
        }

        if (value is GrainTimerEvents.TickStart)
        {
            _ticking[value.Timer] = false;
            _atOnce.TryRemove(value.Timer, out _);
            Interlocked.Increment(ref _changes);
        }
        else if (value is GrainTimerEvents.TickStop)
        {
            _ticking.TryUpdate(value.Timer, newValue: true, comparisonValue: false);
        }
        else if (value is GrainTimerEvents.Disposed)
        {
            _ticking.TryRemove(value.Timer, out _);
            _atOnce.TryRemove(value.Timer, out _);
            Interlocked.Increment(ref _changes);
        }
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
    }

    /// <summary>The server is gone.</summary>
    public void Dispose()
    {
        _isOver = true;
        _subscription.Dispose();
    }

    private static Task HopAsync()
    {
        var hop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.UnsafeQueueUserWorkItem(static hop => hop.SetResult(), hop, preferLocal: false);
        return hop.Task;
    }

    private void Change(ref int count, int by)
    {
        Interlocked.Add(ref count, by);
        Interlocked.Increment(ref _changes);
    }
}
