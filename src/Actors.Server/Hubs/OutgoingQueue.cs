namespace Actors.Server.Hubs;

/// <summary>
/// What waits to be sent to one phone, in order. Bounded; while it is empty nothing runs and hardly anything is held.
/// </summary>
internal sealed class OutgoingQueue(int capacity, Func<Func<CancellationToken, Task>, CancellationToken, Task> send)
    : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private Queue<Func<CancellationToken, Task>>? _waiting;
    private Task _drain = Task.CompletedTask;
    private bool _isDraining;
    private bool _isStopped;

    /// <summary>Takes a message; false when too many wait, or nothing is sent any more.</summary>
    public bool TryAdd(Func<CancellationToken, Task> message)
    {
        lock (_gate)
        {
            if (_isStopped || _waiting?.Count >= capacity)
            {
                return false;
            }

            (_waiting ??= new()).Enqueue(message);
            if (!_isDraining)
            {
                _isDraining = true;
                _drain = Task.Run(DrainAsync, CancellationToken.None);
            }

            return true;
        }
    }

    /// <summary>Sends nothing more; what is being sent is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        Task drain;
        lock (_gate)
        {
            if (_isStopped)
            {
                return;
            }

            _isStopped = true;
            _waiting = null;
            drain = _drain;
        }

        await _stopping.CancelAsync();
        await drain;
        _stopping.Dispose();
    }

    private async Task DrainAsync()
    {
        while (Next() is { } message)
        {
            await send(message, _stopping.Token);
        }
    }

    private Func<CancellationToken, Task>? Next()
    {
        lock (_gate)
        {
            if (_waiting is { Count: > 0 })
            {
                return _waiting.Dequeue();
            }

            _waiting = null;
            _isDraining = false;
            return null;
        }
    }
}
