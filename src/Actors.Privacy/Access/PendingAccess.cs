namespace Actors.Privacy.Access;

/// <summary>An entry that waits to be written.</summary>
/// <param name="request">What it is to say.</param>
/// <param name="since">Timestamp of the clock when it began to wait.</param>
internal sealed class PendingAccess(AccessRequest request, long since)
{
    private readonly TaskCompletionSource<AccessLogAnchor> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AccessRequest Request { get; } = request;

    public long Since { get; } = since;

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
