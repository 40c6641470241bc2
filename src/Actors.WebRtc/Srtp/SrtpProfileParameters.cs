namespace Actors.WebRtc.Srtp;

/// <summary>Lengths in bytes that follow from a profile.</summary>
public static class SrtpProfileParameters
{
    /// <summary>A master key; also the session key of encryption.</summary>
    public const int KeyLength = 16;

    /// <summary>The longest master salt.</summary>
    public const int LongestSalt = 14;

    /// <summary>
    /// What protection adds to a packet at most: a tag of GCM and the index of SRTCP. A buffer needs this much room behind
    /// the packet in it.
    /// </summary>
    public const int LongestTrailer = 20;

    /// <summary>A master salt (RFC 3711, section 8.2; RFC 7714, section 12).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such profile.</exception>
    public static int SaltLength(this SrtpProfile profile) => profile switch
    {
        SrtpProfile.AeadAes128Gcm => 12,
        SrtpProfile.Aes128CmHmacSha1Tag80 => LongestSalt,
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "There is no such profile."),
    };

    /// <summary>All keys and salts of both directions, as DTLS exports them (RFC 5764, section 4.2).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such profile.</exception>
    public static int KeyingMaterialLength(this SrtpProfile profile) => 2 * (KeyLength + profile.SaltLength());
}
