namespace Actors.LoadTest.Runs;

/// <summary>How long reports took until they were acknowledged, on the wall clock. Safe for several threads.</summary>
internal sealed class LatencyLog
{
    private readonly Lock _gate = new();
    private readonly List<float> _milliseconds = [];

    /// <summary>How many.</summary>
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

    /// <summary>One more.</summary>
    public void Add(TimeSpan took)
    {
        lock (_gate)
        {
            _milliseconds.Add((float)took.TotalMilliseconds);
        }
    }

    /// <summary>What so many in a hundred took at most, in milliseconds; 0: there were none.</summary>
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
