namespace Actors.LoadTest.Runs;

/// <summary>
/// How late prompts arrived and answers were taken, by the programme clock, gathered until somebody takes the figures. Safe
/// for several threads.
/// </summary>
internal sealed class Lateness
{
    private const int Percentile = 95;
    private readonly Lock _gate = new();
    private List<TimeSpan> _arrivals = [];

    /// <summary>How many prompts have arrived since the beginning.</summary>
    public long Prompts { get; private set; }

    /// <summary>A prompt arrived so late.</summary>
    /// <param name="late">How late.</param>
    /// <param name="counts">Whether it was sent at the present speed: a backlog says nothing about that.</param>
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

    /// <summary>An answer was taken after so long.</summary>
    public void AddAnswer(TimeSpan late)
    {
        lock (_gate)
        {
            _arrivals.Add(late);
        }
    }

    /// <summary>How late nearly all of them were since the last time; null: nothing came.</summary>
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
