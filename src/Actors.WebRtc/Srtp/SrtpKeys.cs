using System.Security.Cryptography;

namespace Actors.WebRtc.Srtp;

/// <summary>
/// Protection profiles, by the numbers that DTLS negotiates (RFC 5764, section 4.1.2; RFC 7714, section 14.2).
/// </summary>
public enum SrtpProfile
{
    /// <summary>AES-128 in counter mode with 80 bits of HMAC-SHA1 (RFC 3711).</summary>
    Aes128CmHmacSha1Tag80 = 1,

    /// <summary>AES-128-GCM with its full tag (RFC 7714).</summary>
    AeadAes128Gcm = 7,
}

/// <summary>Lengths in bytes that follow from a profile.</summary>
public static class SrtpProfileParameters
{
    /// <summary>A master key.</summary>
    public const int KeyLength = 16;

    /// <summary>The master salt of AES-GCM (RFC 7714, section 12).</summary>
    public const int GcmSaltLength = 12;

    /// <summary>The master salt of AES in counter mode (RFC 3711, section 8.2).</summary>
    public const int CounterModeSaltLength = 14;

    /// <summary>The most that protection appends to a packet: the tag of AES-GCM and the index of SRTCP.</summary>
    public const int MaxTrailerLength = 20;

    /// <summary>The length of the master salt.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The profile is unknown.</exception>
    public static int SaltLength(this SrtpProfile profile) => profile switch
    {
        SrtpProfile.AeadAes128Gcm => GcmSaltLength,
        SrtpProfile.Aes128CmHmacSha1Tag80 => CounterModeSaltLength,
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "Unknown SRTP profile."),
    };

    /// <summary>The length of the keying material that DTLS exports (RFC 5764, section 4.2).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The profile is unknown.</exception>
    public static int KeyingMaterialLength(this SrtpProfile profile) => 2 * (KeyLength + profile.SaltLength());
}

/// <summary>The master key and salt of one direction (RFC 3711, section 3.2.1).</summary>
public sealed class SrtpMasterKey : IDisposable
{
    private readonly byte[] _key;
    private readonly byte[] _salt;

    /// <summary>Copies key and salt.</summary>
    /// <exception cref="ArgumentException">The lengths fit no profile.</exception>
    public SrtpMasterKey(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt)
    {
        if (key.Length != SrtpProfileParameters.KeyLength
            || salt.Length is not (SrtpProfileParameters.GcmSaltLength or SrtpProfileParameters.CounterModeSaltLength))
        {
            throw new ArgumentException($"A master key of {key.Length} and a salt of {salt.Length} bytes fit no profile.");
        }

        _key = key.ToArray();
        _salt = salt.ToArray();
    }

    /// <summary>The master key.</summary>
    public ReadOnlySpan<byte> Key => _key;

    /// <summary>The master salt.</summary>
    public ReadOnlySpan<byte> Salt => _salt;

    /// <summary>Overwrites key and salt with zeros.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_key);
        CryptographicOperations.ZeroMemory(_salt);
    }
}

/// <summary>
/// The keys of both directions of a call. A session copies them, so dispose of them once there is one.
/// </summary>
/// <param name="Profile">The negotiated profile.</param>
/// <param name="Local">Protects sent packets.</param>
/// <param name="Remote">Protects received packets.</param>
public sealed record SrtpKeys(SrtpProfile Profile, SrtpMasterKey Local, SrtpMasterKey Remote) : IDisposable
{
    /// <summary>
    /// Splits what DTLS exported: client key, server key, client salt, server salt (RFC 5764, section 4.2).
    /// </summary>
    /// <exception cref="ArgumentException">The length does not fit the profile.</exception>
    public static SrtpKeys FromKeyingMaterial(SrtpProfile profile, ReadOnlySpan<byte> material, bool isClient)
    {
        if (material.Length != profile.KeyingMaterialLength())
        {
            throw new ArgumentException($"{material.Length} bytes of keying material do not fit {profile}.");
        }

        const int key = SrtpProfileParameters.KeyLength;
        var salts = material[(2 * key)..];
        var salt = profile.SaltLength();
        var client = new SrtpMasterKey(material[..key], salts[..salt]);
        var server = new SrtpMasterKey(material.Slice(key, key), salts[salt..]);
        return isClient ? new(profile, client, server) : new(profile, server, client);
    }

    /// <summary>Overwrites the keys with zeros.</summary>
    public void Dispose()
    {
        Local.Dispose();
        Remote.Dispose();
    }
}
