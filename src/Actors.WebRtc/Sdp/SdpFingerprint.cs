using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Actors.WebRtc.Sdp;

/// <summary>The hash of the certificate that a side will show (RFC 8122, section 5).</summary>
public sealed class SdpFingerprint
{
    /// <summary>The one hash that is supported.</summary>
    public const string Sha256 = "sha-256";

    private const int LongestHash = 64;

    private readonly ImmutableArray<byte> _hash;

    private SdpFingerprint(string algorithm, ImmutableArray<byte> hash)
    {
        (Algorithm, _hash) = (algorithm, hash);
    }

    /// <summary>The name of the hash function, in small letters.</summary>
    public string Algorithm { get; }

    /// <summary>The hash.</summary>
    public ReadOnlySpan<byte> Hash => _hash.AsSpan();

    /// <summary>Whether it can be compared here.</summary>
    public bool IsSupported => Algorithm == Sha256;

    /// <summary>The fingerprint of a certificate.</summary>
    /// <param name="certificate">Its DER bytes.</param>
    public static SdpFingerprint OfCertificate(ReadOnlySpan<byte> certificate) =>
        new(Sha256, [.. SHA256.HashData(certificate)]);

    /// <summary>Reads the value of the attribute.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out SdpFingerprint? fingerprint)
    {
        fingerprint = null;
        var space = text.IndexOf(' ');
        if (space <= 0 || !SdpText.IsToken(text[..space]))
        {
            return false;
        }

        var digits = text[(space + 1)..].TrimEnd(' ');
        var length = (digits.Length + 1) / 3;
        var hash = new byte[Math.Min(length, LongestHash)];
        if (length == 0 || !HashText.TryRead(digits, hash))
        {
            return false;
        }

        var algorithm = text[..space].ToString().ToLowerInvariant();
        if (algorithm == Sha256 && length != SHA256.HashSizeInBytes)
        {
            return false;
        }

        fingerprint = new SdpFingerprint(algorithm, [.. hash]);
        return true;
    }

    /// <summary>Whether a certificate is the one that was meant; never when the hash function is not supported.</summary>
    /// <param name="certificate">Its DER bytes.</param>
    public bool Matches(ReadOnlySpan<byte> certificate)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(certificate, hash);
        return IsSupported && CryptographicOperations.FixedTimeEquals(hash, Hash);
    }

    /// <summary>The value of the attribute.</summary>
    public override string ToString() => $"{Algorithm} {HashText.Of(_hash)}";
}
