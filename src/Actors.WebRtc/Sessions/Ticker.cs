namespace Actors.WebRtc.Sessions;

/// <summary>
/// Calls an action at intervals. On the system clock it uses its own thread, since waking a pool thread every few
/// milliseconds takes more CPU time than the work itself. On any other clock it uses that clock's timer.
/// </summary>
internal sealed class Ticker : IAsyncDisposable
{
    private readonly Action _tick;
    private readonly ManualResetEvent _end = new(initialState: false);
    private readonly Thread? _thread;
    private readonly ITimer? _timer;
    private int _isTicking;

    /// <summary>Starts to tick.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="milliseconds">The interval.</param>
    /// <param name="tick">The action. It must not throw, and never runs twice at a time.</param>
    public Ticker(TimeProvider clock, int milliseconds, Action tick)
    {
        _tick = tick;
        if (clock == TimeProvider.System)
        {
            _thread = new Thread(() => Run(milliseconds)) { IsBackground = true, Name = "Call ticks" };
            _thread.Start();
        }
        else
        {
            var period = TimeSpan.FromMilliseconds(milliseconds);
            _timer = clock.CreateTimer(_ => Tick(), null, period, period);
        }
    }

    /// <summary>Stops. No tick runs afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        _end.Set();
        _thread?.Join();
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }

        _end.Dispose();
    }

    private void Run(int milliseconds)
    {
        while (!_end.WaitOne(milliseconds))
        {
            _tick();
        }
    }

    /// <summary>Skips a tick that comes while another one runs.</summary>
    private void Tick()
    {
        if (Interlocked.Exchange(ref _isTicking, 1) == 1)
        {
            return;
        }

        _tick();
        Volatile.Write(ref _isTicking, 0);
    }
}
