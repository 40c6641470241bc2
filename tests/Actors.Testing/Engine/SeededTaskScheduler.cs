namespace Actors.Testing.Engine;

/// <summary>
/// Runs tasks one by one on the thread that asks for it, in an order drawn from a seed: the same seed gives the same
/// interleaving, another seed most likely another one. Work that arrives from another thread would make a run
/// unrepeatable and is refused.
/// </summary>
public sealed class SeededTaskScheduler(int seed) : TaskScheduler
{
    private readonly List<(SimulatedProcess? Process, Task Task)> _ready = [];
    private readonly Random _random = new(seed);
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>How many tasks have run.</summary>
    public long Steps { get; private set; }

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Runs one of the tasks that are ready; false when none is.</summary>
    public bool RunOne()
    {
        if (_ready.Count == 0)
        {
            return false;
        }

        var index = _random.Next(_ready.Count);
        var (process, task) = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        Steps++;
        if (process is null)
        {
            TryExecuteTask(task);
        }
        else
        {
            process.Run(task);
        }

        return true;
    }

    internal void Enqueue(SimulatedProcess? process, Task task)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new InvalidOperationException("Work arrived from another thread: this run could not be repeated.");
        }

        _ready.Add((process, task));
    }

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => Enqueue(null, task);

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => _ready.Select(entry => entry.Task);
}
