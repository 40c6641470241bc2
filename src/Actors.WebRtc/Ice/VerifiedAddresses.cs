using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Ice;

/// <summary>
/// The addresses from which somebody who knows the password has spoken, and when each did so last. There are few: a phone
/// has some interfaces and perhaps relays.
/// </summary>
/// <param name="lifeMs">How long an address lasts after it was last heard of.</param>
internal sealed class VerifiedAddresses(long lifeMs)
{
    /// <summary>The most that are kept.</summary>
    public const int Capacity = 16;

    private const long LongAgo = long.MinValue / 2;

    private readonly (TransportAddress Address, long HeardAt)[] _entries = new (TransportAddress, long)[Capacity];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Whether an address is among them and still lives.</summary>
    public bool Contains(TransportAddress address, long now)
    {
        var index = IndexOf(address);
        return index >= 0 && Lives(index, now);
    }

    /// <summary>Notes that somebody spoke from an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="now">The time.</param>
    /// <param name="isNew">Whether it was not there before.</param>
    /// <returns>Whether it is there now; not when there is no room.</returns>
    public bool Note(TransportAddress address, long now, out bool isNew)
    {
        var index = IndexOf(address);
        isNew = index < 0 && Count < Capacity;
        if (isNew)
        {
            index = Count++;
        }

        if (index >= 0)
        {
            _entries[index] = (address, now);
        }

        return index >= 0;
    }

    /// <summary>The address that was heard of last; empty when none lives.</summary>
    public TransportAddress Latest(long now)
    {
        var best = -1;
        for (var index = 0; index < Count; index++)
        {
            if (Lives(index, now) && (best < 0 || _entries[index].HeardAt > _entries[best].HeardAt))
            {
                best = index;
            }
        }

        return best < 0 ? default : _entries[best].Address;
    }

    /// <summary>Ends the life of all.</summary>
    public void Expire()
    {
        foreach (ref var entry in _entries.AsSpan(0, Count))
        {
            entry.HeardAt = LongAgo;
        }
    }

    /// <summary>Takes out one that no longer lives.</summary>
    public bool TryRemoveExpired(long now, out TransportAddress address)
    {
        for (var index = 0; index < Count; index++)
        {
            if (!Lives(index, now))
            {
                address = _entries[index].Address;
                _entries[index] = _entries[--Count];
                return true;
            }
        }

        address = default;
        return false;
    }

    private bool Lives(int index, long now) => now - _entries[index].HeardAt < lifeMs;

    private int IndexOf(TransportAddress address)
    {
        for (var index = 0; index < Count; index++)
        {
            if (_entries[index].Address == address)
            {
                return index;
            }
        }

        return -1;
    }
}
