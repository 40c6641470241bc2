namespace Actors.Storage.Access;

/// <summary>An entry that waits to be written.</summary>
internal sealed class PendingAccess(AccessRequest request)
{
    private readonly TaskCompletionSource<AccessLogAnchor> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AccessRequest Request { get; } = request;

    /// <summary>Ends when the entry is durable, or has failed.</summary>
    public Task<AccessLogAnchor> Written => _written.Task;

    public void Succeed(AccessLogAnchor anchor) => _written.TrySetResult(anchor);

    public void Fail(AccessLogUnavailableException exception)
    {
        _written.TrySetException(exception);
        // Whoever gave up waiting does not look at it any more.
        _ = _written.Task.Exception;
    }
}
