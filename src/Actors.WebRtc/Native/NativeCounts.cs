namespace Actors.WebRtc.Native;

/// <summary>How many objects of native libraries live: what grows without calls is a leak.</summary>
public static class NativeCounts
{
    private static int _dtls;
    private static int _srtp;
    private static int _decoders;

    /// <summary>Connections of OpenSSL.</summary>
    public static int Dtls => Volatile.Read(ref _dtls);

    /// <summary>Sessions of libsrtp2, one for each direction of a call.</summary>
    public static int Srtp => Volatile.Read(ref _srtp);

    /// <summary>Decoders of libvpx.</summary>
    public static int Decoders => Volatile.Read(ref _decoders);

    internal static void AddDtls(int change) => Interlocked.Add(ref _dtls, change);

    internal static void AddSrtp(int change) => Interlocked.Add(ref _srtp, change);

    internal static void AddDecoders(int change) => Interlocked.Add(ref _decoders, change);
}
