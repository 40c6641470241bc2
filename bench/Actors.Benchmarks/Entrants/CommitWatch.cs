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

    /// <summary>Begins to wait for so many prompts.</summary>
    public Task WatchAsync(int count)
    {
        lock (_gate)
        {
            _commits.Clear();
            _left = count;
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
        Note(Stopwatch.GetTimestamp(), batch
            .Where(change => change.Outcome == ChangeOutcome.Done)
            .Sum(change => change.Events.Count(each => each.Kind == Issued)));
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Note(long now, int count)
    {
        if (count == 0)
        {
            return;
        }

        lock (_gate)
        {
            _commits.Add((now, count));
            _left -= count;
            if (_left <= 0)
            {
                _done.TrySetResult();
            }
        }
    }
}
