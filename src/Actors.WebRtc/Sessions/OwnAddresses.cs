using System.Collections.Frozen;
using System.Net;
using System.Net.NetworkInformation;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// The addresses of this machine when it was looked at. Only these are spoken to unasked: nobody can make us knock at other
/// machines by naming their addresses in an offer.
/// </summary>
internal sealed class OwnAddresses
{
    private readonly FrozenSet<IPAddress> _addresses = NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(address => new IPAddress(address.Address.GetAddressBytes()))
        .ToFrozenSet();

    /// <summary>Whether an address is of this machine.</summary>
    public bool Contains(IPAddress address) =>
        IPAddress.IsLoopback(address) || _addresses.Contains(new IPAddress(address.GetAddressBytes()));
}
