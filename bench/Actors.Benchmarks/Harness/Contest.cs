namespace Actors.Benchmarks.Harness;

/// <summary>
/// Several measurements that take turns, A B C C B A A B C …, so that what the machine does meanwhile strikes them alike and none
/// always comes after the same other one.
/// </summary>
internal sealed class Contest
{
    /// <summary>How often each has its turn.</summary>
    public const int Rounds = 3;

    private readonly List<(string Name, Func<Task<Sample>> Measure, List<Sample> Samples)> _entries = [];

    /// <summary>Adds a measurement.</summary>
    public Contest Add(string name, Func<Task<Sample>> measure)
    {
        _entries.Add((name, measure, []));
        return this;
    }

    /// <summary>Runs all of them; the first turn of each warms up and does not count.</summary>
    public async Task<Dictionary<string, Series>> RunAsync(bool warmUp = true)
    {
        for (var round = warmUp ? -1 : 0; round < Rounds; round++)
        {
            var isBackward = round % 2 != 0;
            foreach (var (_, measure, samples) in isBackward ? _entries.AsEnumerable().Reverse() : _entries)
            {
                Settle();
                var sample = await measure();
                if (round >= 0)
                {
                    samples.Add(sample);
                }
            }
        }

        return _entries.ToDictionary(entry => entry.Name, entry => new Series(entry.Samples));
    }

    /// <summary>The garbage of one must not be paid by the next.</summary>
    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
