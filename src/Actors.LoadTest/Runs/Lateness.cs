namespace Actors.LoadTest.Runs;

/// <summary>How late prompts arrived, gathered until somebody takes the figures. Safe for several threads.</summary>
internal sealed class Lateness
{
    private const int Percentile = 95;
    private readonly Lock _gate = new();
    private List<TimeSpan> _arrivals = [];

    /// <summary>How many prompts have arrived since the beginning.</summary>
    public long Total { get; private set; }

    /// <summary>A prompt arrived so late.</summary>
    public void Add(TimeSpan late)
    {
        lock (_gate)
        {
            _arrivals.Add(late);
            Total++;
        }
    }

    /// <summary>How many arrived since the last time and how late nearly all of them were; null: none arrived.</summary>
    public (int Count, TimeSpan Late)? Take()
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
        return (arrivals.Count, arrivals[(arrivals.Count - 1) * Percentile / 100]);
    }
}
