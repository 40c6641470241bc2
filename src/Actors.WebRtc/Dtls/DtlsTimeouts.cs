namespace Actors.WebRtc.Dtls;

/// <summary>
/// When a flight of the handshake is sent once more (RFC 6347, section 4.2.4.1): each wait is twice the one before. OpenSSL
/// gives up after twelve.
/// </summary>
/// <param name="First">The first wait. A caller waits meanwhile, so it is shorter than the second that the RFC names.</param>
/// <param name="Longest">No wait is longer.</param>
public readonly record struct DtlsTimeouts(TimeSpan First, TimeSpan Longest)
{
    /// <summary>200 ms, then up to 3.2 s: given up after half a minute.</summary>
    public static DtlsTimeouts Default { get; } = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(3200));
}
