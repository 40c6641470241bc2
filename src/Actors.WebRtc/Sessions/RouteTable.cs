using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// Which call a datagram belongs to: checks by the name in them, everything else by the address that checks proved. Looking
/// up takes no lock and no memory.
/// </summary>
internal sealed class RouteTable
{
    private readonly ConcurrentDictionary<ulong, MediaSession> _legs = new();
    private readonly ConcurrentDictionary<TransportAddress, Route> _routes = new();

    /// <summary>All calls.</summary>
    public IEnumerable<MediaSession> Legs => _legs.Select(entry => entry.Value);

    /// <summary>Addresses that belong to calls.</summary>
    public int Addresses => _routes.Count;

    /// <summary>Adds a call under the name that we gave ourselves in it.</summary>
    /// <returns>Whether no other call has the name.</returns>
    public bool TryAdd(IceCredentials local, MediaSession leg) =>
        TryReadKey(local.FragmentBytes, out var key) && _legs.TryAdd(key, leg);

    /// <summary>Takes a call out.</summary>
    public void Remove(IceCredentials local)
    {
        if (TryReadKey(local.FragmentBytes, out var key))
        {
            _ = _legs.TryRemove(key, out _);
        }
    }

    /// <summary>A call has another name from now on.</summary>
    public void Rename(IceCredentials former, IceCredentials local, MediaSession leg)
    {
        if (!TryAdd(local, leg))
        {
            throw new InvalidOperationException("Two calls drew the same random name.");
        }

        Remove(former);
    }

    /// <summary>The call with a name.</summary>
    public bool TryFind(ReadOnlySpan<byte> fragment, [NotNullWhen(true)] out MediaSession? leg)
    {
        leg = null;
        return TryReadKey(fragment, out var key) && _legs.TryGetValue(key, out leg);
    }

    /// <summary>The way that an address belongs to.</summary>
    public bool TryFind(TransportAddress address, [NotNullWhen(true)] out Route? route) =>
        _routes.TryGetValue(address, out route);

    /// <summary>Sets the way of an address, in place of an older one.</summary>
    public void Set(Route route) => _routes[route.Address] = route;

    /// <summary>Forgets an address, unless it belongs to another call by now.</summary>
    public void Remove(TransportAddress address, MediaSession leg)
    {
        if (_routes.TryGetValue(address, out var route) && route.Leg == leg)
        {
            _ = _routes.TryRemove(KeyValuePair.Create(address, route));
        }
    }

    /// <summary>Names that we make have eight characters (<see cref="IceCredentials.Create"/>): no others are ours.</summary>
    private static bool TryReadKey(ReadOnlySpan<byte> fragment, out ulong key) =>
        BinaryPrimitives.TryReadUInt64LittleEndian(fragment, out key) && fragment.Length == sizeof(ulong);
}
