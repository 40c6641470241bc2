namespace Actors.LoadTest.Runs;

/// <summary>The real time from each report to its acknowledgement. Thread-safe.</summary>
internal sealed class LatencyLog
{
    private readonly Lock _gate = new();
    private readonly List<float> _milliseconds = [];

    /// <summary>Number of reports.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _milliseconds.Count;
            }
        }
    }

    /// <summary>Adds a report.</summary>
    public void Add(TimeSpan took)
    {
        lock (_gate)
        {
            _milliseconds.Add((float)took.TotalMilliseconds);
        }
    }

    /// <summary>A percentile in milliseconds; 0 if there are no reports.</summary>
    public double Percentile(double percent)
    {
        lock (_gate)
        {
            if (_milliseconds.Count == 0)
            {
                return 0;
            }

            var sorted = _milliseconds.Order().ToList();
            return sorted[(int)((sorted.Count - 1) * percent / 100)];
        }
    }
}

/// <summary>
/// How late prompts arrive and answers are acknowledged, in programme time, since the figure was last taken. Thread-safe.
/// </summary>
internal sealed class Lateness
{
    private const int Percentile = 95;
    private readonly Lock _gate = new();
    private List<TimeSpan> _arrivals = [];

    /// <summary>Number of prompts that have arrived since the start.</summary>
    public long Prompts { get; private set; }

    /// <summary>Adds a prompt.</summary>
    /// <param name="late">From its issue to its arrival.</param>
    /// <param name="counts">Whether it was sent at the present speed. A backlog of a higher speed does not count.</param>
    public void AddPrompt(TimeSpan late, bool counts)
    {
        lock (_gate)
        {
            Prompts++;
            if (counts)
            {
                _arrivals.Add(late);
            }
        }
    }

    /// <summary>Adds the time until an answer was acknowledged.</summary>
    public void AddAnswer(TimeSpan late)
    {
        lock (_gate)
        {
            _arrivals.Add(late);
        }
    }

    /// <summary>Takes the 95th percentile since the last call; null if nothing came.</summary>
    public TimeSpan? Take()
    {
        List<TimeSpan> arrivals;
        lock (_gate)
        {
            if (_arrivals.Count == 0)
            {
                return null;
            }

            (arrivals, _arrivals) = (_arrivals, []);
        }

        arrivals.Sort();
        return arrivals[(arrivals.Count - 1) * Percentile / 100];
    }
}
