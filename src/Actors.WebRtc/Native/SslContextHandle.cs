using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Actors.WebRtc.Native;

/// <summary>
/// What DTLS connections share (<c>SSL_CTX</c>). OpenSSL counts references, so connections may outlive the handle.
/// </summary>
internal sealed unsafe class SslContextHandle : SafeHandle
{
    // RFC 8827, section 6.5, requires ECDHE with AES-128-GCM and P-256. RSA serves other sides with such a certificate
    // when we are the client.
    private const string Ciphers =
        "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
        + "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384";

    private const int MaxCertificateListLength = 16 * 1024;

    private const ulong Options = LibSsl.OptionNoQueryMtu | LibSsl.OptionNoTicket | LibSsl.OptionNoCompression
        | LibSsl.OptionServerPreference | LibSsl.OptionNoRenegotiation;

    public SslContextHandle()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Creates a context for both roles.</summary>
    /// <param name="certificate">X.509, DER.</param>
    /// <param name="privateKey">The certificate's private key, DER.</param>
    /// <param name="srtpProfiles">OpenSSL names separated by colons, the preferred one first.</param>
    /// <exception cref="InvalidOperationException">OpenSSL fails.</exception>
    public static SslContextHandle Open(ReadOnlySpan<byte> certificate, ReadOnlySpan<byte> privateKey, string srtpProfiles)
    {
        LibCrypto.ERR_clear_error();
        var context = new SslContextHandle();
        context.SetHandle(LibSsl.SSL_CTX_new(LibSsl.DTLS_method()));
        OpenSslError.Require(!context.IsInvalid, "SSL_CTX_new");
        OpenSslError.Require(LibSsl.SSL_CTX_ctrl(context, LibSsl.CtrlSetMinVersion, LibSsl.Dtls12, 0) == 1, "minimal version");
        OpenSslError.Require(LibSsl.SSL_CTX_ctrl(context, LibSsl.CtrlSetMaxVersion, LibSsl.Dtls12, 0) == 1, "maximal version");
        OpenSslError.Require(LibSsl.SSL_CTX_set_cipher_list(context, Ciphers) == 1, "SSL_CTX_set_cipher_list");
        OpenSslError.Require(LibSsl.SSL_CTX_set_tlsext_use_srtp(context, srtpProfiles) == 0, "SSL_CTX_set_tlsext_use_srtp");
        LibSsl.SSL_CTX_set_options(context, Options);
        LibSsl.SSL_CTX_ctrl(context, LibSsl.CtrlSetSessionCacheMode, 0, 0);
        LibSsl.SSL_CTX_ctrl(context, LibSsl.CtrlSetMaxCertificateList, MaxCertificateListLength, 0);
        LibSsl.SSL_CTX_set_verify(context, LibSsl.VerifyPeerOrFail, 0);
        LibSsl.SSL_CTX_set_cert_verify_callback(context, &Accept, 0);
        context.UseCertificate(certificate);
        context.UsePrivateKey(privateKey);
        OpenSslError.Require(LibSsl.SSL_CTX_check_private_key(context) == 1, "SSL_CTX_check_private_key");
        return context;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LibSsl.SSL_CTX_free(handle);
        return true;
    }

    private void UseCertificate(ReadOnlySpan<byte> der)
    {
        fixed (byte* start = der)
        {
            var at = start;
            var certificate = LibCrypto.d2i_X509(0, &at, der.Length);
            OpenSslError.Require(certificate != 0, "d2i_X509");
            var used = LibSsl.SSL_CTX_use_certificate(this, certificate);
            LibCrypto.X509_free(certificate);
            OpenSslError.Require(used == 1, "SSL_CTX_use_certificate");
        }
    }

    private void UsePrivateKey(ReadOnlySpan<byte> der)
    {
        fixed (byte* start = der)
        {
            var at = start;
            var key = LibCrypto.d2i_AutoPrivateKey(0, &at, der.Length);
            OpenSslError.Require(key != 0, "d2i_AutoPrivateKey");
            var used = LibSsl.SSL_CTX_use_PrivateKey(this, key);
            LibCrypto.EVP_PKEY_free(key);
            OpenSslError.Require(used == 1, "SSL_CTX_use_PrivateKey");
        }
    }

    /// <summary>
    /// Accepts every certificate, because those of WebRTC are self-signed. The handshake proves that the other side has
    /// the private key; the fingerprint is compared afterwards (RFC 8827, section 6.5).
    /// </summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Accept(nint store, nint argument) => 1;
}
