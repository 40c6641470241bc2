using Actors.Domain.Protection;

namespace Actors.Privacy.Records;

/// <summary>
/// A cache of opened keys with a limited size and lifetime that evicts the least recently used key. An evicted key is wiped
/// when its last lease is returned.
/// </summary>
internal sealed class OpenedKeys(int capacity, TimeSpan lifetime, TimeProvider time, ProtectionMeters meters) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RecordId, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _byUse = new();

    /// <summary>Evicted keys that are still leased.</summary>
    private readonly List<RecordKey.Material> _leaving = [];

    public int Count => _entries.Count;

    /// <summary>Whether a key is cached and not too old.</summary>
    public bool Has(RecordId record)
    {
        lock (_lock)
        {
            return _entries.TryGetValue(record, out var node) && time.GetElapsedTime(node.Value.OpenedAt) < lifetime;
        }
    }

    /// <summary>Leases a key. Returns <c>null</c> if it is not cached or too old.</summary>
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

    /// <summary>Adds a key and evicts another one if the cache is full.</summary>
    /// <returns>The first lease on it.</returns>
    public RecordKey AddAndLease(RecordKey.Material material)
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

    /// <summary>Wipes the key of a shredded record at once, even if it is leased.</summary>
    public void Shred(RecordId record)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(record, out var node))
            {
                Evict(node);
            }

            _leaving.FindAll(material => material.Record == record).ForEach(material => material.Shred());
            _leaving.RemoveAll(material => material.IsWiped);
        }
    }

    /// <summary>Evicts all keys.</summary>
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
        var material = node.Value.Material;
        _byUse.Remove(node);
        _entries.Remove(material.Record);
        material.Dispose();
        _leaving.RemoveAll(leaving => leaving.IsWiped);
        if (!material.IsWiped)
        {
            _leaving.Add(material);
        }
    }

    private sealed record Entry(RecordKey.Material Material, long OpenedAt);
}
