namespace Actors.Engine.Activations;

/// <summary>What is known of the end of an activation. Most activations live without it.</summary>
internal sealed class Ending(TaskCreationOptions options)
{
    private readonly TaskCompletionSource _done = new(options);

    /// <summary>Why it was asked for; null: it was not asked for.</summary>
    public DeactivationReason? Reason { get; set; }

    /// <summary>Whether it was asked for before the activation could run a call.</summary>
    public bool IsBeforeFirstCall { get; set; }

    /// <summary>Completes when the activation is over.</summary>
    public Task Done => _done.Task;

    public void MarkDone() => _done.TrySetResult();
}
