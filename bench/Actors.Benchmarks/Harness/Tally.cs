using System.Diagnostics;

namespace Actors.Benchmarks.Harness;

/// <summary>Counts what happens somewhere in the engine until all of it has happened.</summary>
internal sealed class Tally
{
    private TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    /// <summary>Begins to wait for so many.</summary>
    /// <returns>When the last one happened, as a timestamp of <see cref="Stopwatch"/>.</returns>
    public Task<long> ExpectAsync(int count)
    {
        _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _left, count);
        return _done.Task;
    }

    /// <summary>One happened.</summary>
    public void Count()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _done.SetResult(Stopwatch.GetTimestamp());
        }
    }
}
