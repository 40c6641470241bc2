using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

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
