using System.Threading.Channels;
using Actors.Storage.Health;

namespace Actors.Storage.States;

/// <summary>
/// Takes changes from a queue for one transaction, within the limits of rows and events and with no key twice.
/// </summary>
internal sealed class BatchCollector(ChannelReader<StateChange> queue, StorageMetrics metrics)
{
    private readonly HashSet<StateKey> _keys = [];
    private StateChange? _carried;

    /// <summary>Whether a change is left over from the last batch. The queue may be empty then.</summary>
    public bool HasCarried => _carried is not null;

    /// <summary>Takes the changes queued now, in the order of arrival. Returns an empty list if there are none.</summary>
    public List<StateChange> Collect()
    {
        var batch = new List<StateChange>(Math.Min(queue.Count + 1, Limits.BatchRows));
        var events = 0;
        _keys.Clear();
        while (batch.Count < Limits.BatchRows && events < Limits.BatchEvents && Next() is { } change)
        {
            // One statement cannot check two changes of one key. The second one begins the next batch.
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
