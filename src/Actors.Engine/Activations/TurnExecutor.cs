namespace Actors.Engine.Activations;

/// <summary>Decides when and on which thread the turns of activations run.</summary>
internal abstract class TurnExecutor
{
    /// <summary>How many turns an activation may run before others get the thread.</summary>
    public abstract int TurnsAtOnce { get; }

    /// <summary>How tasks are made that turns complete.</summary>
    public abstract TaskCreationOptions CompletionOptions { get; }

    /// <summary>Has <see cref="TurnQueue.Execute"/> called soon. The caller's execution context does not flow.</summary>
    public abstract void Schedule(TurnQueue turns);

    /// <summary>Runs work of the engine itself where turns run. The work handles its own failures.</summary>
    public abstract void Run(Func<Task> work);

    /// <summary>Turns run on the threads of the pool.</summary>
    public sealed class Pool : TurnExecutor
    {
        public override int TurnsAtOnce => Limits.TurnsAtOnce;

        // Whoever waits outside must not go on inside the turn that answers.
        public override TaskCreationOptions CompletionOptions => TaskCreationOptions.RunContinuationsAsynchronously;

        public override void Schedule(TurnQueue turns) => ThreadPool.UnsafeQueueUserWorkItem(turns, preferLocal: false);

        public override void Run(Func<Task> work) =>
            ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work(), work, preferLocal: false);
    }

    /// <summary>
    /// Turns run where and in the order in which a task scheduler says, one by one: with a seeded scheduler on one
    /// thread the same seed gives the same run.
    /// </summary>
    public sealed class OnScheduler(TaskScheduler scheduler) : TurnExecutor
    {
        public override int TurnsAtOnce => 1;

        // Everybody waits on a scheduler here. Asking for more would send what combines tasks through the thread pool.
        public override TaskCreationOptions CompletionOptions => TaskCreationOptions.None;

        public override void Schedule(TurnQueue turns) => Start(static queue => ((TurnQueue)queue!).Execute(), turns);

        public override void Run(Func<Task> work) => Start(static work => _ = ((Func<Task>)work!)(), work);

        private void Start(Action<object?> action, object state)
        {
            var task = ExecutionContext.IsFlowSuppressed() ? new Task(action, state) : NewWithoutContext(action, state);
            task.Start(scheduler);
        }

        private static Task NewWithoutContext(Action<object?> action, object state)
        {
            using (ExecutionContext.SuppressFlow())
            {
                return new Task(action, state);
            }
        }
    }
}
