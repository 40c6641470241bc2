using Actors.Domain.Protection;

namespace Actors.Privacy.Records;

/// <summary>
/// Opened keys in memory: at most so many, each for a limited time, the least recently used goes first. What goes is
/// wiped as soon as nobody holds a lease on it.
/// </summary>
internal sealed class OpenedKeys(int capacity, TimeSpan lifetime, TimeProvider time, ProtectionMeters meters) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RecordId, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();

    /// <summary>Out of the cache but on lease; no more than there are leases.</summary>
    private readonly List<RecordKeyMaterial> _leaving = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>A lease on the key when it is here and not too old; otherwise null.</summary>
    public RecordKey? TryLease(RecordId record)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(record, out var node))
            {
                return null;
            }

            if (time.GetElapsedTime(node.Value.OpenedAt) >= lifetime)
            {
                Evict(node);
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Material.TryLease() ? new RecordKey(node.Value.Material, meters) : null;
        }
    }

    /// <summary>Takes a key in, and lets another one go when there is no room.</summary>
    /// <returns>The first lease on it.</returns>
    public RecordKey AddAndLease(RecordKeyMaterial material)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(material.Record, out var old))
            {
                Evict(old);
            }

            if (_entries.Count >= capacity)
            {
                Evict(_byUse.Last!);
            }

            _entries.Add(material.Record, _byUse.AddFirst(new Entry(material, time.GetTimestamp())));
            material.TryLease();
            return new RecordKey(material, meters);
        }
    }

    /// <summary>Wipes the key of a shredded record at once, leases or not.</summary>
    public void Shred(RecordId record)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(record, out var node))
            {
                Remove(node).Shred();
            }

            foreach (var material in _leaving.Where(material => material.Record == record))
            {
                material.Shred();
            }

            _leaving.RemoveAll(material => material.IsWiped);
        }
    }

    /// <summary>Lets all keys go.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            while (_byUse.Last is { } node)
            {
                Evict(node);
            }
        }
    }

    private void Evict(LinkedListNode<Entry> node)
    {
        var material = Remove(node);
        material.Dispose();
        _leaving.RemoveAll(leaving => leaving.IsWiped);
        if (!material.IsWiped)
        {
            _leaving.Add(material);
        }
    }

    private RecordKeyMaterial Remove(LinkedListNode<Entry> node)
    {
        _byUse.Remove(node);
        _entries.Remove(node.Value.Material.Record);
        return node.Value.Material;
    }

    private sealed record Entry(RecordKeyMaterial Material, long OpenedAt);
}
