using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sdp;

/// <summary>The hash of the certificate that a side will show in DTLS: <c>a=fingerprint</c> (RFC 8122, section 5).</summary>
public sealed class CertificateFingerprint
{
    /// <summary>The hash function that this library supports.</summary>
    public const string Sha256 = "sha-256";

    private const int MaxHashLength = 64;

    private readonly byte[] _hash;

    private CertificateFingerprint(string algorithm, byte[] hash) => (Algorithm, _hash) = (algorithm, hash);

    /// <summary>The name of the hash function in lower case.</summary>
    public string Algorithm { get; }

    /// <summary>The hash.</summary>
    public ReadOnlySpan<byte> Hash => _hash;

    /// <summary>Whether the hash function is supported.</summary>
    public bool IsSupported => Algorithm == Sha256;

    /// <summary>Computes the fingerprint of a certificate.</summary>
    /// <param name="certificate">X.509, DER.</param>
    public static CertificateFingerprint Of(ReadOnlySpan<byte> certificate) => new(Sha256, SHA256.HashData(certificate));

    /// <summary>Reads the value of the attribute: <c>sha-256 AB:CD:…</c>, letters in either case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out CertificateFingerprint? fingerprint)
    {
        fingerprint = null;
        var space = text.IndexOf(' ');
        if (space <= 0 || !SdpText.IsToken(text[..space]) || !TryReadHash(text[(space + 1)..].TrimEnd(' '), out var hash))
        {
            return false;
        }

        var algorithm = text[..space].ToString().ToLowerInvariant();
        if (algorithm == Sha256 && hash.Length != SHA256.HashSizeInBytes)
        {
            return false;
        }

        fingerprint = new CertificateFingerprint(algorithm, hash);
        return true;
    }

    /// <summary>Whether a SHA-256 equals this one; false if the hash function differs. Compares in constant time.</summary>
    public bool Matches(ReadOnlySpan<byte> sha256) => IsSupported && CryptographicOperations.FixedTimeEquals(_hash, sha256);

    /// <summary>The value of the attribute.</summary>
    public override string ToString() =>
        $"{Algorithm} {string.Join(':', _hash.Select(part => part.ToString("X2", CultureInfo.InvariantCulture)))}";

    /// <summary>Reads two hexadecimal digits for each byte, separated by colons.</summary>
    private static bool TryReadHash(ReadOnlySpan<char> text, out byte[] hash)
    {
        hash = new byte[Math.Min((text.Length + 1) / 3, MaxHashLength)];
        if (hash.Length == 0 || text.Length != (3 * hash.Length) - 1)
        {
            return false;
        }

        for (var index = 0; index < hash.Length; index++)
        {
            var pair = text.Slice(3 * index, 2);
            if (!char.IsAsciiHexDigit(pair[0])
                || !char.IsAsciiHexDigit(pair[1])
                || (index > 0 && text[(3 * index) - 1] != ':'))
            {
                return false;
            }

            Convert.FromHexString(pair, hash.AsSpan(index), out _, out _);
        }

        return true;
    }
}

/// <summary>What our side of a call says about itself.</summary>
/// <param name="SessionId">The session id (RFC 8829, section 5.2.1).</param>
/// <param name="Credentials">Our ICE credentials.</param>
/// <param name="Fingerprint">The fingerprint of our certificate.</param>
/// <param name="EndPoints">Our addresses, the best first: IPv4, IPv6 or both.</param>
public sealed record LocalTransport(
    long SessionId, IceCredentials Credentials, CertificateFingerprint Fingerprint, ImmutableArray<IPEndPoint> EndPoints)
{
    /// <summary>Creates the first description of a call, with random session id and credentials.</summary>
    public static LocalTransport Create(
        RandomNumberGenerator random, CertificateFingerprint fingerprint, params ImmutableArray<IPEndPoint> endPoints)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        random.GetBytes(bytes);
        return new LocalTransport(
            BinaryPrimitives.ReadInt64BigEndian(bytes) & long.MaxValue, IceCredentials.Create(random), fingerprint, endPoints);
    }

    /// <summary>The session version, one more for each description of the session (RFC 8829, section 5.2.2).</summary>
    public long Version { get; init; } = 1;

    /// <summary>The next description of the same session.</summary>
    public LocalTransport Next() => this with { Version = Version + 1 };

    /// <summary>
    /// The next description of the same session with new credentials: an ICE restart (RFC 8445, section 9).
    /// </summary>
    public LocalTransport Restarted(RandomNumberGenerator random) => Next() with { Credentials = IceCredentials.Create(random) };

    /// <summary>A host candidate for each address.</summary>
    public IEnumerable<IceCandidate> Candidates() => EndPoints.Select((endPoint, index) => IceCandidate.OfHost(
        endPoint,
        (ushort)Math.Max(0, IcePriority.BestLocalPreference - index),
        (index + 1).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Does not show the content, which includes a password.</summary>
    public override string ToString() => "local transport";
}
