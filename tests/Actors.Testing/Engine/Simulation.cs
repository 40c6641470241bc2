namespace Actors.Testing.Engine;

/// <summary>
/// One test on one thread: the engine, its grains and the test itself take turns in an order drawn from a seed, and
/// time moves only when the test moves it and everybody has done what there was to do.
/// </summary>
public sealed class Simulation
{
    private readonly FakeTimeProvider _clock = new();
    private readonly SeededTaskScheduler _scheduler;
    private readonly List<string> _trace = [];
    private DateTimeOffset? _target;
    private TaskCompletionSource? _reached;

    private Simulation(int seed) => _scheduler = new(seed);

    /// <summary>The clock of everything.</summary>
    public FakeTimeProvider Clock => _clock;

    /// <summary>What was noted, in order.</summary>
    public IReadOnlyList<string> Trace => _trace;

    /// <summary>Runs a test with an engine that is started before and stopped after it.</summary>
    public static Task<Simulation> RunAsync(
        int seed, Func<Simulation, TestSilo, Task> test, Action<ISiloBuilder>? configure = null) =>
        RunAsync(seed, async simulation =>
        {
            var silo = await simulation.StartSiloAsync(configure);
            await test(simulation, silo);

            // Not when the test fails: a grain that waits for it would keep the engine, and the failure, for ever.
            await silo.DisposeAsync();
        });

    /// <summary>Runs a test.</summary>
    public static async Task<Simulation> RunAsync(int seed, Func<Simulation, Task> test)
    {
        // The test runner's context would draw continuations away from the scheduler. It is back when this method
        // returns.
        SynchronizationContext.SetSynchronizationContext(null);
        var simulation = new Simulation(seed);
        var main = Task.Factory.StartNew(
            () => test(simulation), CancellationToken.None, TaskCreationOptions.None, simulation._scheduler).Unwrap();
        while (!main.IsCompleted)
        {
            if (!simulation._scheduler.RunOne() && !simulation.MoveTime())
            {
                throw new InvalidOperationException(
                    "No work is left, and the test waits for something that will not happen. "
                    + "Should it advance the clock?");
            }
        }

        await main;
        return simulation;
    }

    /// <summary>Starts an engine in this simulation.</summary>
    public Task<TestSilo> StartSiloAsync(Action<ISiloBuilder>? configure = null) =>
        TestSilo.StartAsync(configure, new SimulatedProcess(_scheduler, _clock));

    /// <summary>Notes something that happened.</summary>
    public void Note(string what) => _trace.Add($"{_clock.GetUtcNow():HH:mm:ss.fff} {what}");

    /// <summary>Lets everybody do what there is to do now.</summary>
    public Task SettleAsync() => AdvanceAsync(TimeSpan.Zero);

    /// <summary>
    /// Moves the clock. On its way it stops wherever a timer is due until everybody has done what followed from it.
    /// </summary>
    public Task AdvanceAsync(TimeSpan by)
    {
        if (_reached is not null)
        {
            throw new InvalidOperationException("The clock has one driver, and another one moves it already.");
        }

        _target = _clock.GetUtcNow() + by;
        _reached = new();
        return _reached.Task;
    }

    private bool MoveTime()
    {
        if (_target is not { } target)
        {
            return false;
        }

        if (_clock.NextTimerDue() is { } due && due <= target)
        {
            _clock.AdvanceTo(due);
            return true;
        }

        _clock.AdvanceTo(target);
        _target = null;
        var reached = _reached!;
        _reached = null;
        reached.SetResult();
        return true;
    }
}
