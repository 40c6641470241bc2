using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Ice;

/// <summary>
/// The phone's verified addresses, and what is known of each: when it was last heard from, whether it answered a check of
/// ours, and whether media or a nomination came from it. They are few: a phone has some interfaces and perhaps relays.
/// </summary>
/// <param name="lifeMs">How long an address stays verified after it was last heard from.</param>
internal sealed class VerifiedAddresses(long lifeMs)
{
    /// <summary>The largest number of addresses.</summary>
    public const int Capacity = 16;

    private const long LongAgo = long.MinValue / 2;

    private readonly Entry[] _entries = new Entry[Capacity];
    private long _events;

    /// <summary>The number of addresses.</summary>
    public int Count { get; private set; }

    /// <summary>Whether an address is verified and has not expired.</summary>
    public bool Contains(TransportAddress address, long now)
    {
        var index = IndexOf(address);
        return index >= 0 && Lives(index, now);
    }

    /// <summary>Whether an address has answered a check of ours, so that what we send to it arrives.</summary>
    public bool IsProven(TransportAddress address) => IndexOf(address) is >= 0 and var index && _entries[index].IsProven;

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
            _entries[index] = new Entry { Address = address };
        }

        if (index >= 0)
        {
            _entries[index].HeardAt = now;
        }

        return index >= 0;
    }

    /// <summary>Records that an address answered a check of ours.</summary>
    public void Prove(TransportAddress address)
    {
        if (IndexOf(address) is >= 0 and var index)
        {
            _entries[index].IsProven = true;
        }
    }

    /// <summary>Records that the phone nominated an address.</summary>
    public void Nominate(TransportAddress address)
    {
        if (IndexOf(address) is >= 0 and var index)
        {
            _entries[index].NominatedAs = ++_events;
        }
    }

    /// <summary>Records that authentic media came from an address, newer than any before.</summary>
    /// <returns>Whether that may change the best address.</returns>
    public bool RecordMedia(TransportAddress address)
    {
        var index = IndexOf(address);
        if (index < 0 || (_entries[index].SpokeAs == _events && _events > 0))
        {
            return false;
        }

        _entries[index].SpokeAs = ++_events;
        return true;
    }

    /// <summary>
    /// The best address to send to: one that has answered a check goes before others, then the one that media came from
    /// last, then the one nominated last, then the one in use, then the one heard from last. Empty if all have expired.
    /// </summary>
    public TransportAddress Best(TransportAddress current, long now)
    {
        var best = -1;
        for (var index = 0; index < Count; index++)
        {
            if (Lives(index, now) && (best < 0 || Rank(index).CompareTo(Rank(best)) > 0))
            {
                best = index;
            }
        }

        return best < 0 ? default : _entries[best].Address;

        (bool, long, long, bool, long) Rank(int index) => (
            _entries[index].IsProven,
            _entries[index].SpokeAs,
            _entries[index].NominatedAs,
            _entries[index].Address == current,
            _entries[index].HeardAt);
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

    private struct Entry
    {
        public TransportAddress Address;
        public long HeardAt;
        public bool IsProven;

        /// <summary>The number of the latest event of its kind among all events of the phone; 0 if there was none.</summary>
        public long NominatedAs;
        public long SpokeAs;
    }
}
