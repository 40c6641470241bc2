using System.Runtime.InteropServices;

namespace Actors.WebRtc.Native;

/// <summary>Functions and constants of <c>libsrtp2.so.1</c>, under their own names.</summary>
internal static unsafe partial class LibSrtp
{
    /// <summary>The file name.</summary>
    public const string File = "libsrtp2.so.1";

    /// <summary>The version that the layout of <see cref="SrtpPolicy"/> belongs to.</summary>
    public const uint MajorVersion = 2;

    public const int StatusOk = 0;
    public const int StatusAuthFail = 7;
    public const int StatusCipherFail = 8;
    public const int StatusReplayFail = 9;
    public const int StatusReplayOld = 10;
    public const int StatusCannotCheck = 14;
    public const int StatusKeyExpired = 15;
    public const int StatusIndexOld = 26;
    public const int StatusIndexAdvanced = 27;

    public const int SsrcAnyInbound = 2;
    public const int SsrcAnyOutbound = 3;

    private static readonly int Started = srtp_init();

    /// <exception cref="InvalidOperationException">The library does not start.</exception>
    public static void Require()
    {
        if (Started != StatusOk)
        {
            throw new InvalidOperationException($"libsrtp2: srtp_init failed with {Started}.");
        }
    }

    [LibraryImport(File)]
    private static partial int srtp_init();

    /// <summary>Major, minor and patch version in the bytes from the highest down.</summary>
    [LibraryImport(File)]
    public static partial uint srtp_get_version();

    [LibraryImport(File)]
    public static partial void srtp_crypto_policy_set_rtp_default(SrtpCryptoPolicy* policy);

    [LibraryImport(File)]
    public static partial void srtp_crypto_policy_set_aes_gcm_128_16_auth(SrtpCryptoPolicy* policy);

    [LibraryImport(File)]
    public static partial int srtp_create(nint* session, SrtpPolicy* policy);

    [LibraryImport(File)]
    public static partial int srtp_dealloc(nint session);

    [LibraryImport(File)]
    public static partial int srtp_protect(SrtpHandle session, byte* packet, int* length);

    [LibraryImport(File)]
    public static partial int srtp_unprotect(SrtpHandle session, byte* packet, int* length);

    [LibraryImport(File)]
    public static partial int srtp_protect_rtcp(SrtpHandle session, byte* packet, int* length);

    [LibraryImport(File)]
    public static partial int srtp_unprotect_rtcp(SrtpHandle session, byte* packet, int* length);

    /// <summary><c>srtp_crypto_policy_t</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct SrtpCryptoPolicy
    {
        public uint CipherType;
        public int CipherKeyLength;
        public uint AuthType;
        public int AuthKeyLength;
        public int AuthTagLength;
        public int Services;
    }

    /// <summary><c>srtp_policy_t</c> of version 2; the same from 2.0 to 2.8.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct SrtpPolicy
    {
        public int SsrcType;
        public uint Ssrc;
        public SrtpCryptoPolicy Rtp;
        public SrtpCryptoPolicy Rtcp;
        public byte* Key;
        public nint Keys;
        public nuint KeyCount;
        public nint Deprecated;
        public nuint WindowSize;
        public int AllowRepeatTransmission;
        public nint EncryptedExtensions;
        public int EncryptedExtensionCount;
        public nint Next;
    }
}
