using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Native;

/// <summary>
/// The libraries of the operating system that calls need: there, of the right version, and doing what they should. Looked at
/// when a server starts, so that nobody learns of it from the first call.
/// </summary>
public static class NativeParts
{
    private const ulong LeastOpenSsl = 0x3000_0000;

    /// <summary>What is missing or of the wrong version, one sentence each; empty: calls can be made.</summary>
    /// <param name="srtp">libsrtp2 is needed only when it is the one that is used.</param>
    public static IReadOnlyList<string> Check(SrtpImplementation srtp = SrtpImplementation.LibSrtp) =>
        [.. PartsFor(srtp).Select(part => part.Check()).OfType<string>()];

    /// <summary>Passes when calls can be made.</summary>
    /// <exception cref="InvalidOperationException">They cannot; the message says what to install.</exception>
    public static void Require(SrtpImplementation srtp = SrtpImplementation.LibSrtp)
    {
        var faults = Check(srtp);
        if (faults.Count > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, faults));
        }
    }

    private static IEnumerable<NativePart> PartsFor(SrtpImplementation srtp)
    {
        const string openSsl = "the package libssl3 (Debian 12) or libssl3t64 (Debian 13)";
        yield return new("DTLS of video calls", [LibCrypto.File], openSsl, ProbeCrypto);
        yield return new("DTLS of video calls", [LibSsl.File], openSsl, ProbeSsl);
        yield return new(
            "Decoding of video", LibVpx.Files, "the package libvpx7 (Debian 12) or libvpx9 (Debian 13)", VpxProbe.Run);
        if (srtp == SrtpImplementation.LibSrtp)
        {
            yield return new("Protection of media by libsrtp2", [LibSrtp.File], "the package libsrtp2-1", ProbeSrtp);
        }
    }

    private static string? ProbeCrypto()
    {
        var version = LibCrypto.OpenSSL_version_num();
        return version >= LeastOpenSsl ? null : $"its version is {version:x8}, and OpenSSL 3 is needed.";
    }

    private static string? ProbeSsl() => LibSsl.DTLS_method() != 0 ? null : "it was built without DTLS.";

    private static string? ProbeSrtp()
    {
        var version = LibSrtp.srtp_get_version() >> 24;
        if (version != LibSrtp.MajorVersion)
        {
            return $"its version is {version}, and version {LibSrtp.MajorVersion} is needed.";
        }

        // Says so when it was built without AES-GCM.
        using var key = new SrtpMasterKey(new byte[SrtpProfileParameters.KeyLength], new byte[12]);
        using var session = SrtpHandle.Open(SrtpProfile.AeadAes128Gcm, key, isInbound: true);
        return null;
    }
}
