using System.Diagnostics;
using Actors.Storage.States;

namespace Actors.Benchmarks.Entrants;

/// <summary>Notes when prompts became durable.</summary>
internal sealed class CommitWatch(IStateStore inner) : IStateStore
{
    private const string Issued = "entrant.prompt-issued";
    private readonly Lock _gate = new();
    private readonly List<(long At, int Count)> _commits = [];
    private TaskCompletionSource _done = new();
    private Dictionary<string, int> _awaited = [];
    private int _left;

    public int Lanes => inner.Lanes;

    /// <summary>How many prompts that are waited for are not durable yet.</summary>
    public int Left
    {
        get
        {
            lock (_gate)
            {
                return _left;
            }
        }
    }

    /// <summary>
    /// Begins to wait for the given number of prompts of each grain. Prompts that a grain gets beyond its number,
    /// because time has gone on, do not count for other grains.
    /// </summary>
    public Task WatchAsync(Dictionary<string, int> awaited)
    {
        lock (_gate)
        {
            _commits.Clear();
            _awaited = awaited;
            _left = awaited.Values.Sum();
            _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _done.Task;
        }
    }

    /// <summary>Seconds from a timestamp to each prompt that was waited for, ascending; 0 for those before it.</summary>
    public double[] SecondsSince(long start)
    {
        lock (_gate)
        {
            return
            [
                .. _commits.SelectMany(commit => Enumerable.Repeat(
                    Stopwatch.GetElapsedTime(start, Math.Max(start, commit.At)).TotalSeconds, commit.Count)).Order(),
            ];
        }
    }

    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken) =>
        inner.ReadAsync(key, cancellationToken);

    public async ValueTask CommitAsync(int lane, IReadOnlyList<StateChange> batch, CancellationToken cancellationToken)
    {
        await inner.CommitAsync(lane, batch, cancellationToken);
        Note(Stopwatch.GetTimestamp(), batch.Where(change => change.Outcome == ChangeOutcome.Done));
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Note(long now, IEnumerable<StateChange> changes)
    {
        lock (_gate)
        {
            var count = changes.Sum(Take);
            if (count == 0)
            {
                return;
            }

            _commits.Add((now, count));
            _left -= count;
            if (_left <= 0)
            {
                _done.TrySetResult();
            }
        }
    }

    private int Take(StateChange change)
    {
        var issued = change.Events.Count(each => each.Kind == Issued);
        if (issued == 0 || !_awaited.TryGetValue(change.Key.GrainKey, out var left))
        {
            return 0;
        }

        var taken = Math.Min(issued, left);
        _awaited[change.Key.GrainKey] = left - taken;
        return taken;
    }
}
