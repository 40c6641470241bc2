namespace Actors.WebRtc.Sessions;

/// <summary>
/// Does something again and again. On the clock of the system a thread of its own does it: one of the pool, woken every few
/// milliseconds, takes longer to fall asleep again than the work of all calls takes. On any other clock a timer of that does it.
/// </summary>
internal sealed class Ticker : IAsyncDisposable
{
    private readonly Action _tick;
    private readonly ManualResetEvent _end = new(initialState: false);
    private readonly Thread? _thread;
    private readonly ITimer? _timer;
    private int _isTicking;

    /// <summary>Begins to tick.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="milliseconds">Between two ticks.</param>
    /// <param name="tick">What is done. It does not throw, and is never done twice at a time.</param>
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

    /// <summary>Ends it. No tick is under way any more then, nor comes.</summary>
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

    /// <summary>A tick that comes while another is under way is left out.</summary>
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
