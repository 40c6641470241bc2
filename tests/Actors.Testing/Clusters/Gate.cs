namespace Actors.Testing.Clusters;

/// <summary>A place at which what is tested waits for the test.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What waits in a grain is in the queue of the grain when <see cref="Open"/> returns.</summary>
    private readonly TaskCompletionSource _opened = new();

    /// <summary>Completes when something waits at the gate.</summary>
    public Task Reached => _reached.Task;

    /// <summary>Waits until the gate is opened.</summary>
    public Task WaitAsync()
    {
        _reached.TrySetResult();
        return _opened.Task;
    }

    /// <summary>Lets through what waits, and what comes later.</summary>
    public void Open() => _opened.TrySetResult();

    /// <summary>Lets what waits fail.</summary>
    public void Fail(Exception failure) => _opened.SetException(failure);
}
