using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;

namespace Actors.WebRtc.Ice;

/// <summary>The result of reading a candidate.</summary>
public enum IceCandidateReading
{
    /// <summary>The candidate was read.</summary>
    Read = 0,

    /// <summary>
    /// Well-formed, but of an unknown transport or type, and therefore ignored (RFC 8839, section 5.1).
    /// </summary>
    Unsupported = 1,

    /// <summary>Not a candidate.</summary>
    Malformed = 2,
}

/// <content>The grammar of the candidate attribute (RFC 8839, section 5.1).</content>
public sealed partial record IceCandidate
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = 1024;

    private const string Attribute = "a=";
    private const string Prefix = "candidate:";
    private const int FixedParts = 8;
    private const int MaxParts = 40;
    private const int MaxFoundationLength = 32;
    private const int MaxNameLength = 255;
    private const uint HighestPriority = int.MaxValue;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    /// <summary>Reads a candidate of a supported transport and type.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out IceCandidate? candidate) =>
        Read(text, out candidate) == IceCandidateReading.Read;

    /// <summary>Reads a candidate.</summary>
    /// <param name="text">With or without <c>a=</c> in front: descriptions have it, scripts do not.</param>
    /// <param name="candidate">The candidate; null unless the result is <see cref="IceCandidateReading.Read"/>.</param>
    public static IceCandidateReading Read(ReadOnlySpan<char> text, out IceCandidate? candidate)
    {
        candidate = null;
        text = text.StartsWith(Attribute, StringComparison.Ordinal) ? text[Attribute.Length..] : text;
        if (text.Length > MaxLength || !text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return IceCandidateReading.Malformed;
        }

        text = text[Prefix.Length..].TrimEnd(' ');
        Span<Range> parts = stackalloc Range[MaxParts];
        var count = text.Split(parts, ' ');
        if (count < FixedParts || (count & 1) != 0 || text[parts[count - 1]].Contains(' ') || !IsTyp(text[parts[6]]))
        {
            return IceCandidateReading.Malformed;
        }

        if (!TryReadNumbers(text, parts, out var component, out var priority, out var port)
            || !IceCharacters.Fit(text[parts[0]], 1, MaxFoundationLength)
            || !TryReadHost(text[parts[4]], out var host))
        {
            return IceCandidateReading.Malformed;
        }

        if (!TryReadTransport(text[parts[2]], out var transport) || !TryReadKind(text[parts[7]], out var kind))
        {
            return IceCandidateReading.Unsupported;
        }

        var read = new IceCandidate(text[parts[0]].ToString(), component, transport, priority, host, port, kind);
        for (var index = FixedParts; index < count; index += 2)
        {
            if (!TryExtend(ref read, text[parts[index]], text[parts[index + 1]]))
            {
                return IceCandidateReading.Malformed;
            }
        }

        candidate = read;
        return IceCandidateReading.Read;
    }

    /// <summary>Writes the candidate, without <c>a=</c> in front.</summary>
    public string Format()
    {
        var text = new StringBuilder(Prefix, 128).Append(
            CultureInfo.InvariantCulture,
            $"{Foundation} {Component} {Name(Transport)} {Priority} {Host} {Port} typ {Name(Kind)}");
        Append(text, "raddr", RelatedHost);
        Append(text, "rport", RelatedPort?.ToString(CultureInfo.InvariantCulture));
        Append(text, "tcptype", TcpType);
        Append(text, "ufrag", Fragment);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(' ').Append(name).Append(' ').Append(value);
        }
    }

    private static bool IsTyp(ReadOnlySpan<char> text) => text.Equals("typ", StringComparison.OrdinalIgnoreCase);

    private static bool TryReadNumbers(
        ReadOnlySpan<char> text, ReadOnlySpan<Range> parts, out int component, out uint priority, out ushort port)
    {
        (priority, port) = (0, 0);
        return int.TryParse(text[parts[1]], NumberStyles.None, CultureInfo.InvariantCulture, out component)
            && component is >= 1 and <= 256
            && uint.TryParse(text[parts[3]], NumberStyles.None, CultureInfo.InvariantCulture, out priority)
            && priority is >= 1 and <= HighestPriority
            && ushort.TryParse(text[parts[5]], NumberStyles.None, CultureInfo.InvariantCulture, out port);
    }

    /// <summary>Reads an IP address in its canonical notation, or a name.</summary>
    private static bool TryReadHost(ReadOnlySpan<char> text, out string host)
    {
        host = text.ToString();
        if (text.Contains(':'))
        {
            return !text.ContainsAny("%[]") && IPAddress.TryParse(text, out _);
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return address.ToString() == host;
        }

        return text.Length is > 0 and <= MaxNameLength
            && !text.ContainsAnyExcept(NameCharacters)
            && text[(text.LastIndexOf('.') + 1)..].ContainsAnyExceptInRange('0', '9');
    }

    private static bool TryReadTransport(ReadOnlySpan<char> text, out CandidateTransport transport)
    {
        transport = text.Equals("tcp", StringComparison.OrdinalIgnoreCase) ? CandidateTransport.Tcp : CandidateTransport.Udp;
        return text.Equals(Name(transport), StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryReadKind(ReadOnlySpan<char> text, out IceCandidateKind kind)
    {
        foreach (var known in Enum.GetValues<IceCandidateKind>())
        {
            if (text.Equals(Name(known), StringComparison.OrdinalIgnoreCase))
            {
                kind = known;
                return true;
            }
        }

        kind = default;
        return false;
    }

    private static bool TryExtend(ref IceCandidate candidate, ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (name.IsEmpty || value.IsEmpty)
        {
            return false;
        }

        switch (name)
        {
            case "raddr":
                candidate = candidate with { RelatedHost = value.ToString() };
                return TryReadHost(value, out _);
            case "rport":
                var isPort = ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port);
                candidate = candidate with { RelatedPort = port };
                return isPort;
            case "tcptype":
                candidate = candidate with { TcpType = value.ToString() };
                return true;
            case "ufrag":
                candidate = candidate with { Fragment = value.ToString() };
                return IceCharacters.Fit(value, 1, MaxNameLength);
            default:
                return true;
        }
    }

    private static string Name(CandidateTransport transport) => transport == CandidateTransport.Tcp ? "tcp" : "udp";

    private static string Name(IceCandidateKind kind) => kind switch
    {
        IceCandidateKind.Host => "host",
        IceCandidateKind.ServerReflexive => "srflx",
        IceCandidateKind.PeerReflexive => "prflx",
        IceCandidateKind.Relayed or _ => "relay",
    };
}
