namespace Actors.Privacy.Access;

/// <summary>A request that waits for its entry.</summary>
/// <param name="request">The request.</param>
/// <param name="since">The timestamp when it began to wait.</param>
internal sealed class PendingAccess(AccessRequest request, long since)
{
    private readonly TaskCompletionSource<AccessLogAnchor> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AccessRequest Request { get; } = request;

    public long Since { get; } = since;

    /// <summary>Completes when the entry is durable or has failed.</summary>
    public Task<AccessLogAnchor> Written => _written.Task;

    public void Succeed(AccessLogAnchor anchor) => _written.TrySetResult(anchor);

    public void Fail(AccessLogUnavailableException exception)
    {
        _written.TrySetException(exception);
        // Mark the exception as observed: a caller that cancelled does not await it.
        _ = _written.Task.Exception;
    }
}
