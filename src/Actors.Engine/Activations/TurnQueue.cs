namespace Actors.Engine.Activations;

/// <summary>
/// The turns of one activation: one runs at a time, whatever thread it runs on. It is the <see cref="TaskScheduler"/>
/// of the grain's code, so that every await comes back here.
/// </summary>
internal sealed class TurnQueue(Activation owner) : TaskScheduler, IThreadPoolWorkItem
{
    // One waiting turn is the usual case and needs no queue.
    private object? _next;
    private Queue<object>? _rest;
    private bool _scheduled;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>
    /// Adds the first turn of a piece of work. It starts without the execution context of whoever adds it.
    /// </summary>
    public void Post(ITurn turn) => Add(turn);

    /// <summary>Runs turns until there are none, or enough for once.</summary>
    public void Execute()
    {
        var executor = owner.Engine.Executor;
        var outer = GrainContextBase.Current;
        GrainContextBase.Current = owner;
        var more = true;
        for (var turn = 0; more && turn < executor.TurnsAtOnce; turn++)
        {
            more = RunNext();
        }

        GrainContextBase.Current = outer;
        if (more)
        {
            executor.Schedule(this);
        }
    }

    protected override void QueueTask(Task task) => Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && GrainContextBase.Current == owner && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (this)
        {
            return [.. (_rest ?? []).Prepend(_next).OfType<Task>()];
        }
    }

    private void Add(object work)
    {
        lock (this)
        {
            if (_next is null)
            {
                _next = work;
            }
            else
            {
                (_rest ??= []).Enqueue(work);
            }

            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        owner.Engine.Executor.Schedule(this);
    }

    private bool RunNext()
    {
        object? work;
        lock (this)
        {
            work = _next;
            if (work is null)
            {
                _scheduled = false;
                _rest = null; // A burst is over: idle activations hold no queue.
                return false;
            }

            _next = _rest is { Count: > 0 } rest ? rest.Dequeue() : null;
        }

        if (work is Task task)
        {
            TryExecuteTask(task);
        }
        else
        {
            new Task(static turn => ((ITurn)turn!).Begin(), work).RunSynchronously(this);
        }

        return true;
    }
}
