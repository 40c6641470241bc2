using System.Runtime.InteropServices;

namespace Actors.WebRtc.Native;

/// <summary>Functions and constants of <c>libssl.so.3</c> (OpenSSL 3), under their own names.</summary>
internal static unsafe partial class LibSsl
{
    /// <summary>The file name.</summary>
    public const string File = "libssl.so.3";

    /// <summary>DTLS 1.2 on the wire.</summary>
    public const int Dtls12 = 0xFEFD;

    public const int VerifyPeerOrFail = 3;

    public const int CtrlSetMtu = 17;
    public const int CtrlSetSessionCacheMode = 44;
    public const int CtrlSetMaxCertificateList = 51;
    public const int CtrlDtlsGetTimeout = 73;
    public const int CtrlDtlsHandleTimeout = 74;
    public const int CtrlSetMinVersion = 123;
    public const int CtrlSetMaxVersion = 124;

    public const ulong OptionNoQueryMtu = 1UL << 12;
    public const ulong OptionNoTicket = 1UL << 14;
    public const ulong OptionNoCompression = 1UL << 17;
    public const ulong OptionServerPreference = 1UL << 22;
    public const ulong OptionNoRenegotiation = 1UL << 30;

    public const int ErrorNone = 0;
    public const int ErrorWantRead = 2;
    public const int ErrorWantWrite = 3;
    public const int ErrorZeroReturn = 6;

    /// <summary><c>SSL_R_READ_TIMEOUT_EXPIRED</c>, in the lower 23 bits of an error.</summary>
    public const ulong ReasonReadTimeout = 312;
    public const ulong ReasonMask = 0x7F_FFFF;

    private const ulong InitNoAtExit = 0x80000;

    /// <summary>
    /// Starts OpenSSL without clean-up at exit, as .NET does, because other threads may still use it then.
    /// </summary>
    static LibSsl() => _ = OPENSSL_init_ssl(InitNoAtExit, 0);

    [LibraryImport(File)]
    private static partial int OPENSSL_init_ssl(ulong options, nint settings);

    [LibraryImport(File)]
    public static partial nint DTLS_method();

    [LibraryImport(File)]
    public static partial nint SSL_CTX_new(nint method);

    [LibraryImport(File)]
    public static partial void SSL_CTX_free(nint context);

    [LibraryImport(File)]
    public static partial nint SSL_CTX_ctrl(SslContextHandle context, int command, nint number, nint pointer);

    [LibraryImport(File)]
    public static partial ulong SSL_CTX_set_options(SslContextHandle context, ulong options);

    [LibraryImport(File, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SSL_CTX_set_cipher_list(SslContextHandle context, string ciphers);

    /// <summary>Returns 0 on success, unlike the other functions.</summary>
    [LibraryImport(File, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SSL_CTX_set_tlsext_use_srtp(SslContextHandle context, string profiles);

    [LibraryImport(File)]
    public static partial int SSL_CTX_use_certificate(SslContextHandle context, nint certificate);

    [LibraryImport(File)]
    public static partial int SSL_CTX_use_PrivateKey(SslContextHandle context, nint key);

    [LibraryImport(File)]
    public static partial int SSL_CTX_check_private_key(SslContextHandle context);

    [LibraryImport(File)]
    public static partial void SSL_CTX_set_verify(SslContextHandle context, int mode, nint callback);

    [LibraryImport(File)]
    public static partial void SSL_CTX_set_cert_verify_callback(
        SslContextHandle context, delegate* unmanaged[Cdecl]<nint, nint, int> callback, nint argument);

    [LibraryImport(File)]
    public static partial nint SSL_new(SslContextHandle context);

    [LibraryImport(File)]
    public static partial void SSL_free(nint connection);

    [LibraryImport(File)]
    public static partial void SSL_set_bio(nint connection, nint read, nint write);

    [LibraryImport(File)]
    public static partial void SSL_set_accept_state(SslHandle connection);

    [LibraryImport(File)]
    public static partial void SSL_set_connect_state(SslHandle connection);

    [LibraryImport(File)]
    public static partial void DTLS_set_timer_cb(SslHandle connection, delegate* unmanaged[Cdecl]<nint, uint, uint> callback);

    [LibraryImport(File)]
    public static partial nint SSL_ctrl(SslHandle connection, int command, nint number, nint pointer);

    [LibraryImport(File)]
    public static partial int SSL_do_handshake(SslHandle connection);

    [LibraryImport(File)]
    public static partial int SSL_read(SslHandle connection, byte* data, int length);

    [LibraryImport(File)]
    public static partial int SSL_shutdown(SslHandle connection);

    [LibraryImport(File)]
    public static partial int SSL_get_error(SslHandle connection, int result);

    [LibraryImport(File)]
    public static partial nint SSL_get1_peer_certificate(SslHandle connection);

    [LibraryImport(File)]
    public static partial nint SSL_get_selected_srtp_profile(SslHandle connection);

    [LibraryImport(File, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SSL_export_keying_material(
        SslHandle connection, byte* material, nuint length, string label, nuint labelLength, nint context, nuint contextLength,
        int useContext);
}
