namespace Actors.Server.Phones;

/// <summary>
/// What waits to be sent to one phone, in order. Bounded; while it is empty nothing runs and hardly anything is kept. While
/// it is held back messages are taken, up to the bound, and not sent.
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

    /// <summary>Takes a message; false when too many wait, or nothing is sent any more.</summary>
    public bool TryAdd(Func<CancellationToken, Task> message) => TryAdd(message, capacity);

    /// <summary>Takes a message that is worth sending only at once; false when another one waits.</summary>
    public bool TryAddAlone(Func<CancellationToken, Task> message) => TryAdd(message, 1);

    private bool TryAdd(Func<CancellationToken, Task> message, int most)
    {
        lock (_gate)
        {
            if (_isStopped || _waiting?.Count >= most)
            {
                return false;
            }

            (_waiting ??= new()).Enqueue(message);
            Drain();
            return true;
        }
    }

    /// <summary>Sends nothing until <see cref="Release"/>, but for a message that is under way.</summary>
    public void HoldBack()
    {
        lock (_gate)
        {
            _isHeldBack = true;
        }
    }

    /// <summary>Sends what was held back, and from now on what comes.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _isHeldBack = false;
            Drain();
        }
    }

    /// <summary>Forgets what waits.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _waiting = null;
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

    /// <summary>Under the lock: sees to it that somebody sends what may be sent.</summary>
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
