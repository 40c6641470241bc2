namespace Actors.Server.Phones;

/// <summary>
/// The messages that wait to be sent to one phone, in order. Bounded. An empty queue runs no task and holds almost no memory.
/// While it is held back it takes messages, up to the bound, and sends none.
/// </summary>
internal sealed class OutgoingQueue(int capacity, Func<Func<CancellationToken, Task>, CancellationToken, Task> send)
    : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private Queue<Func<CancellationToken, Task>>? _waiting;
    private Task _drain = Task.CompletedTask;
    private bool _isDraining;
    private bool _isHeldBack;
    private bool _isStopped;

    /// <summary>Adds a message; <c>false</c> if the queue is full or stopped.</summary>
    public bool TryAdd(Func<CancellationToken, Task> message) => TryAdd(message, capacity);

    /// <summary>Adds a message; <c>false</c> if another one waits, or the queue is stopped.</summary>
    public bool TryAddIfEmpty(Func<CancellationToken, Task> message) => TryAdd(message, 1);

    private bool TryAdd(Func<CancellationToken, Task> message, int max)
    {
        lock (_gate)
        {
            if (_isStopped || _waiting?.Count >= max)
            {
                return false;
            }

            (_waiting ??= new()).Enqueue(message);
            Drain();
            return true;
        }
    }

    /// <summary>Sends nothing until <see cref="Release"/>, except a message that is being sent already.</summary>
    public void HoldBack()
    {
        lock (_gate)
        {
            _isHeldBack = true;
        }
    }

    /// <summary>Sends the messages held back, and later ones at once.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _isHeldBack = false;
            Drain();
        }
    }

    /// <summary>Drops the messages that wait.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _waiting = null;
        }
    }

    /// <summary>Drops the messages that wait, and cancels the one that is being sent.</summary>
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

    /// <summary>Starts sending if there is something to send. Called under the lock.</summary>
    private void Drain()
    {
        if (!_isDraining && !_isHeldBack && _waiting is not null)
        {
            _isDraining = true;
            _drain = Task.Run(DrainAsync, CancellationToken.None);
        }
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
            if (_waiting is { Count: > 0 } && !_isHeldBack)
            {
                return _waiting.Dequeue();
            }

            _waiting = _waiting is { Count: > 0 } ? _waiting : null;
            _isDraining = false;
            return null;
        }
    }
}
