using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// Finds addresses in <see cref="CallEndpointOptions.Listen"/> and <see cref="CallEndpointOptions.Announce"/> with which
/// no phone could connect. Each problem names the setting and the fix.
/// </summary>
internal static class MediaAddresses
{
    private const string Listen = $"{CallEndpointOptions.Section}:Listen";
    private const string Announce = $"{CallEndpointOptions.Section}:Announce";
    private const string Reachable = "the address under which phones reach this server, such as 203.0.113.7";

    /// <summary>The problems; none if phones can connect as far as addresses tell.</summary>
    public static IReadOnlyList<string> FindProblems(CallEndpointOptions options)
    {
        List<string> problems =
        [
            .. options.Listen.Select(text => ObjectionTo(Listen, text)).OfType<string>(),
            .. options.Announce.Select(text => ObjectionTo(Announce, text)).OfType<string>(),
            .. Repetitions(Listen, options.Listen),
            .. Repetitions(Announce, options.Announce),
        ];
        return problems.Count > 0 ? problems : [.. Contradictions(options.ListenAddresses, options.AnnouncedAddresses)];
    }

    /// <summary>Why an address cannot be listened on or announced; null if it can.</summary>
    private static string? ObjectionTo(string setting, string text)
    {
        if (!IPAddress.TryParse(text, out var address))
        {
            return $"{setting} needs IP addresses; {text} is not one.";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return $"{setting}: {text} is an IPv4 address in the form of IPv6; write {address.MapToIPv4()}.";
        }

        if (KindOf(address) is { } kind && !(IsAny(address) && setting == Listen))
        {
            var fix = setting == Listen ? "an address of this machine, or 0.0.0.0 or :: for all of them" : Reachable;
            return $"{setting}: {text} is {kind}; write {fix}.";
        }

        return IsPlain(text, address)
            ? null
            : $"{setting}: {text} is read as {new IPAddress(address.GetAddressBytes())}; if that is right, write it so.";
    }

    /// <summary>The kind of an address that phones cannot send to; null if they can.</summary>
    private static string? KindOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        _ = address.TryWriteBytes(bytes, out var length);
        if (IsAny(address))
        {
            return "not an address but all of them";
        }

        if (length == 4)
        {
            return bytes[0] switch
            {
                0 => "of the network 0.0.0.0/8, which has no machines",
                169 when bytes[1] == 254 => "link-local, which is not routed",
                >= 224 and < 240 => "a multicast address",
                255 when address.Equals(IPAddress.Broadcast) => "the broadcast address",
                >= 240 => "reserved (240.0.0.0/4)",
                _ => null,
            };
        }

        return address.IsIPv6LinkLocal ? "link-local (fe80::/10), which is not routed and needs a zone"
            : address.IsIPv6SiteLocal ? "site-local (fec0::/10), which is not used any more"
            : address.IsIPv6Multicast ? "a multicast address"
            : IPAddress.IsLoopback(address) || bytes[..12].ContainsAnyExcept((byte)0) ? null
            : "an IPv4 address in an old form of IPv6";
    }

    private static IEnumerable<string> Repetitions(string setting, IList<string> texts) => texts
        .GroupBy(text => IPAddress.TryParse(text, out var address) ? address.ToString() : text, StringComparer.Ordinal)
        .Where(group => group.Count() > 1)
        .Select(group => $"{setting} has {group.Key} twice; leave one out.");

    private static IEnumerable<string> Contradictions(ImmutableArray<IPAddress> listen, ImmutableArray<IPAddress> announce)
    {
        if (announce.IsEmpty && listen.Any(IsAny))
        {
            yield return $"{Listen} names all addresses, so {Announce} must name those that phones reach.";
        }

        foreach (var address in announce)
        {
            var ways = listen.Where(way => way.AddressFamily == address.AddressFamily).ToList();
            var any = address.AddressFamily == AddressFamily.InterNetworkV6 ? "::" : "0.0.0.0";
            if (ways.Count == 0)
            {
                yield return
                    $"{Announce}: {address} is of a family (IPv4, IPv6) that {Listen} lacks; add {any} to {Listen}.";
            }
            else if (!IPAddress.IsLoopback(address) && ways.TrueForAll(IPAddress.IsLoopback))
            {
                yield return $"{Announce}: {address} reaches nothing, since {Listen} is {string.Join(", ", ways)}, which only "
                    + $"this machine reaches; listen on {any} or on an address of this machine.";
            }
            else if (IPAddress.IsLoopback(address) && !listen.All(IPAddress.IsLoopback))
            {
                yield return $"{Announce}: {address} is each phone's own machine, while {Listen} is open to other machines; "
                    + $"write {Reachable}, or listen on {address} only.";
            }
        }
    }

    /// <summary>Whether an address is written in the usual way: no numbers in place of it, no zone, no brackets.</summary>
    private static bool IsPlain(string text, IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? address.ToString() == text
        : !text.AsSpan().ContainsAny("%[]");

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
