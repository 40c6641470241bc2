using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Ice;

/// <summary>
/// The phone's verified addresses, and when each was last heard from. They are few: a phone has some interfaces and
/// perhaps relays.
/// </summary>
/// <param name="lifeMs">How long an address stays verified after it was last heard from.</param>
internal sealed class VerifiedAddresses(long lifeMs)
{
    /// <summary>The largest number of addresses.</summary>
    public const int Capacity = 16;

    private const long LongAgo = long.MinValue / 2;

    private readonly (TransportAddress Address, long HeardAt)[] _entries = new (TransportAddress, long)[Capacity];

    /// <summary>The number of addresses.</summary>
    public int Count { get; private set; }

    /// <summary>Whether an address is verified and has not expired.</summary>
    public bool Contains(TransportAddress address, long now)
    {
        var index = IndexOf(address);
        return index >= 0 && Lives(index, now);
    }

    /// <summary>Records that the phone spoke from an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether the address is verified now; false if there is no room.</returns>
    public bool TryRecord(TransportAddress address, long now)
    {
        var index = IndexOf(address);
        if (index < 0 && Count < Capacity)
        {
            index = Count++;
        }

        if (index >= 0)
        {
            _entries[index] = (address, now);
        }

        return index >= 0;
    }

    /// <summary>The address heard from last; empty if all have expired.</summary>
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

    /// <summary>Expires all addresses.</summary>
    public void Expire()
    {
        foreach (ref var entry in _entries.AsSpan(0, Count))
        {
            entry.HeardAt = LongAgo;
        }
    }

    /// <summary>Removes one expired address.</summary>
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
