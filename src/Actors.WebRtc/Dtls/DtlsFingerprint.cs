using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Actors.WebRtc.Dtls;

/// <summary>
/// The SHA-256 of a certificate, as it stands in <c>a=fingerprint</c> of a session description (RFC 8122, section 5). SHA-256
/// is what everybody must be able to do; a description with nothing else is refused.
/// </summary>
public sealed class DtlsFingerprint : IEquatable<DtlsFingerprint>
{
    /// <summary>The name of the hash.</summary>
    public const string Algorithm = "sha-256";

    private readonly byte[] _hash;

    /// <exception cref="ArgumentException">It has not 32 bytes.</exception>
    public DtlsFingerprint(ReadOnlySpan<byte> hash)
    {
        if (hash.Length != SHA256.HashSizeInBytes)
        {
            throw new ArgumentException($"{hash.Length} bytes are no SHA-256.");
        }

        _hash = hash.ToArray();
    }

    /// <summary>The fingerprint of a certificate.</summary>
    /// <param name="certificate">X.509, DER.</param>
    public static DtlsFingerprint Of(ReadOnlySpan<byte> certificate) => new(SHA256.HashData(certificate));

    /// <summary>Reads the value of the attribute: <c>sha-256 AB:CD:…</c>, letters in either case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out DtlsFingerprint? fingerprint)
    {
        fingerprint = null;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!text.StartsWith(Algorithm + " ", StringComparison.OrdinalIgnoreCase)
            || !HashText.TryRead(text[(Algorithm.Length + 1)..], hash))
        {
            return false;
        }

        fingerprint = new(hash);
        return true;
    }

    /// <summary>Whether a hash is this one, in a time that does not tell where they differ.</summary>
    public bool Matches(ReadOnlySpan<byte> hash) => CryptographicOperations.FixedTimeEquals(_hash, hash);

    /// <inheritdoc/>
    public bool Equals(DtlsFingerprint? other) => other is not null && Matches(other._hash);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DtlsFingerprint);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_hash);

    /// <summary>The value of the attribute.</summary>
    public override string ToString() => $"{Algorithm} {HashText.Of(_hash)}";
}
