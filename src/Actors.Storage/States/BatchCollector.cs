using System.Threading.Channels;
using Actors.Storage.Health;

namespace Actors.Storage.States;

/// <summary>
/// Takes from a queue what may go into one transaction: at most so many rows and events, and no key twice.
/// </summary>
internal sealed class BatchCollector(ChannelReader<StateChange> queue, StorageMetrics metrics)
{
    private readonly HashSet<StateKey> _keys = [];
    private StateChange? _carried;

    /// <summary>Whether a change left over from the last batch waits, although the queue may be empty.</summary>
    public bool HasCarried => _carried is not null;

    /// <summary>What is there now, in the order of arrival; empty when there is nothing.</summary>
    public List<StateChange> Collect()
    {
        var batch = new List<StateChange>(Math.Min(queue.Count + 1, Limits.BatchRows));
        var events = 0;
        _keys.Clear();
        while (batch.Count < Limits.BatchRows && events < Limits.BatchEvents && Next() is { } change)
        {
            // Two changes of one key cannot both be judged by one statement; the second goes first into the next batch.
            if (_keys.Contains(change.Key))
            {
                _carried = change;
                break;
            }

            metrics.Queued(-1);
            if (change.TryTake())
            {
                _keys.Add(change.Key);
                batch.Add(change);
                events += change.Events.Length;
            }
        }

        return batch;
    }

    private StateChange? Next()
    {
        if (_carried is { } carried)
        {
            _carried = null;
            return carried;
        }

        return queue.TryRead(out var change) ? change : null;
    }
}
