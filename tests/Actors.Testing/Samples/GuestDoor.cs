namespace Actors.Testing.Samples;

/// <summary>Where a test can stand in the way of guests.</summary>
public sealed class GuestDoor
{
    /// <summary>Ends the waiting of every guest.</summary>
    public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed when a guest has begun to wait.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Runs before a greeting; when it throws, there is none.</summary>
    public Func<string, Task> BeforeGreeting { get; set; } = static _ => Task.CompletedTask;
}
