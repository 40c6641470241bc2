using System.Runtime.InteropServices;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Native;

/// <summary>A library of the operating system that calls need.</summary>
/// <param name="Purpose">What the library is for.</param>
/// <param name="Files">File names; one of them suffices.</param>
/// <param name="Packages">What to install, in words.</param>
/// <param name="Probe">Tests the library: null if it works, otherwise what is wrong.</param>
internal sealed record NativePart(string Purpose, IReadOnlyList<string> Files, string Packages, Func<string?> Probe)
{
    /// <summary>What to tell the operator; null if the library works.</summary>
    public string? Check()
    {
        if (!Files.Any(IsThere))
        {
            return $"{Purpose} needs {string.Join(" or ", Files)}, which is missing. Install {Packages}.";
        }

        string? fault;
        try
        {
            fault = Probe();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException
            or InvalidOperationException or TypeInitializationException)
        {
            fault = (exception.InnerException ?? exception).Message;
        }

        return fault is null ? null : $"{Purpose} cannot use {string.Join(" or ", Files)}: {fault} Install {Packages}.";
    }

    private static bool IsThere(string file)
    {
        if (!NativeLibrary.TryLoad(file, out var library))
        {
            return false;
        }

        NativeLibrary.Free(library);
        return true;
    }
}

/// <summary>
/// The libraries of the operating system that calls need. The server checks them at start, not in the first call.
/// </summary>
public static class NativeParts
{
    private const ulong MinOpenSslVersion = 0x3000_0000;
    private const string OpenSslPackages = "the package libssl3 (Debian 12) or libssl3t64 (Debian 13)";

    /// <summary>What is missing or of the wrong version, one sentence each; empty if calls are possible.</summary>
    public static IReadOnlyList<string> Check() =>
        [.. Parts.Select(part => part.Check()).OfType<string>()];

    /// <summary>Throws unless calls are possible.</summary>
    /// <exception cref="InvalidOperationException">
    /// A library is missing or unusable; the message says what to install.
    /// </exception>
    public static void Require()
    {
        var faults = Check();
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
        }
    }

    private static IEnumerable<NativePart> Parts =>
    [
        new("DTLS of video calls", [LibCrypto.File], OpenSslPackages, ProbeCrypto),
        new("DTLS of video calls", [LibSsl.File], OpenSslPackages, ProbeSsl),
        new("SRTP of video calls", [LibSrtp.File], "the package libsrtp2-1", ProbeSrtp),
        new("VP8 of video calls", LibVpx.Files, "the package libvpx7 (Debian 12) or libvpx9 (Debian 13)", VpxProbe.Run),
    ];

    private static string? ProbeCrypto()
    {
        var version = LibCrypto.OpenSSL_version_num();
        return version >= MinOpenSslVersion ? null : $"version {version:x8} is older than OpenSSL 3.";
    }

    private static string? ProbeSsl() => LibSsl.DTLS_method() != 0 ? null : "it was built without DTLS.";

    private static string? ProbeSrtp()
    {
        var version = LibSrtp.srtp_get_version() >> 24;
        if (version != LibSrtp.MajorVersion)
        {
            return $"it has version {version} instead of {LibSrtp.MajorVersion}.";
        }

        // Throws if the library was built without AES-GCM.
        using var key = new SrtpMasterKey(
            new byte[SrtpProfileParameters.KeyLength], new byte[SrtpProfileParameters.GcmSaltLength]);
        using var session = SrtpHandle.Open(SrtpProfile.AeadAes128Gcm, key, isInbound: true);
        return null;
    }
}

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
