namespace Actors.WebRtc.Native;

/// <summary>Counts of live objects of native libraries. A count that grows without calls is a leak.</summary>
public static class NativeCounts
{
    private static int DtlsCount;
    private static int SrtpCount;
    private static int DecoderCount;

    /// <summary>Connections of OpenSSL.</summary>
    public static int Dtls => Volatile.Read(ref DtlsCount);

    /// <summary>Sessions of libsrtp2, one for each direction of a call.</summary>
    public static int Srtp => Volatile.Read(ref SrtpCount);

    /// <summary>Decoders of libvpx.</summary>
    public static int Decoders => Volatile.Read(ref DecoderCount);

    internal static void AddDtls(int change) => Interlocked.Add(ref DtlsCount, change);

    internal static void AddSrtp(int change) => Interlocked.Add(ref SrtpCount, change);

    internal static void AddDecoders(int change) => Interlocked.Add(ref DecoderCount, change);
}
