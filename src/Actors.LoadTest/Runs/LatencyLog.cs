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
