using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Native;

/// <summary>The outcome of a step of a connection.</summary>
internal enum SslOutcome
{
    /// <summary>The step is done.</summary>
    Done,

    /// <summary>The step continues with the next datagram or timeout.</summary>
    Waiting,

    /// <summary>The other side closed the connection.</summary>
    Ended,

    /// <summary>The last flight was sent as often as allowed, without an answer.</summary>
    TimedOut,

    /// <summary>The connection failed.</summary>
    Failed,
}

/// <summary>A DTLS connection (<c>SSL</c>) with memory BIOs instead of a socket.</summary>
internal sealed unsafe class SslHandle : SafeHandle
{
    private const string ExporterLabel = "EXTRACTOR-dtls_srtp";

    // OpenSSL asks for the next timeout in a callback without room for an argument.
    [ThreadStatic]
    private static uint FirstTimeoutUs;

    [ThreadStatic]
    private static uint MaxTimeoutUs;

    private readonly DtlsTimeouts _timeouts;
    private nint _received;
    private nint _toSend;

    private SslHandle(DtlsTimeouts timeouts)
        : base(0, ownsHandle: true) => _timeouts = timeouts;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Bytes that wait to be sent.</summary>
    public int PendingOutput => (int)LibCrypto.BIO_ctrl_pending(_toSend);

    /// <summary>Creates a connection that has not started.</summary>
    /// <exception cref="InvalidOperationException">OpenSSL fails.</exception>
    public static SslHandle Open(SslContextHandle context, bool isServer, int mtu, DtlsTimeouts timeouts)
    {
        LibCrypto.ERR_clear_error();
        var connection = new SslHandle(timeouts);
        connection.SetHandle(LibSsl.SSL_new(context));
        OpenSslError.Require(!connection.IsInvalid, "SSL_new");
        NativeCounts.AddDtls(1);
        connection.Attach();
        LibSsl.DTLS_set_timer_cb(connection, &NextTimeout);
        OpenSslError.Require(LibSsl.SSL_ctrl(connection, LibSsl.CtrlSetMtu, mtu, 0) == mtu, "SSL_set_mtu");
        if (isServer)
        {
            LibSsl.SSL_set_accept_state(connection);
        }
        else
        {
            LibSsl.SSL_set_connect_state(connection);
        }

        return connection;
    }

    /// <summary>Writes a received datagram, which the next step reads.</summary>
    public void WriteDatagram(ReadOnlySpan<byte> datagram)
    {
        // A memory BIO joins what is written to it. What the last step left unread belongs to a broken datagram.
        LibCrypto.BIO_ctrl(_received, LibCrypto.BioCtrlReset, 0, 0);
        fixed (byte* data = datagram)
        {
            // If OpenSSL is short of memory, it takes nothing, and the datagram counts as lost.
            _ = LibCrypto.BIO_write(_received, data, datagram.Length);
        }
    }

    /// <summary>Reads as many records to send as fit and returns their bytes.</summary>
    public int ReadOutput(Span<byte> buffer)
    {
        fixed (byte* data = buffer)
        {
            return Math.Max(LibCrypto.BIO_read(_toSend, data, buffer.Length), 0);
        }
    }

    /// <summary>Continues the handshake. The error text is null unless it failed.</summary>
    public SslOutcome Handshake(out string? error)
    {
        Enter();
        return OutcomeOf(LibSsl.SSL_do_handshake(this), out error);
    }

    /// <summary>Reads what follows the handshake, such as alerts, and drops data: media do not come this way.</summary>
    public SslOutcome Drain(out string? error)
    {
        const int length = 2048;
        var dropped = stackalloc byte[length];
        SslOutcome outcome;
        do
        {
            Enter();
            outcome = OutcomeOf(LibSsl.SSL_read(this, dropped, length), out error);
        }
        while (outcome == SslOutcome.Done);
        return outcome;
    }

    /// <summary>How long until <see cref="HandleTimeout"/> is due; null if no flight waits for an answer.</summary>
    public TimeSpan? TimeLeft()
    {
        var left = default(TimeValue);
        return LibSsl.SSL_ctrl(this, LibSsl.CtrlDtlsGetTimeout, 0, (nint)(&left)) == 1
            ? TimeSpan.FromSeconds(left.Seconds) + TimeSpan.FromMicroseconds(left.Microseconds)
            : null;
    }

    /// <summary>Sends the last flight again if that is due; false after the last attempt.</summary>
    public bool HandleTimeout()
    {
        Enter();
        var result = LibSsl.SSL_ctrl(this, LibSsl.CtrlDtlsHandleTimeout, 0, 0);
        LibCrypto.ERR_clear_error();
        return result >= 0;
    }

    /// <summary>Sends <c>close_notify</c>.</summary>
    public void Shutdown()
    {
        Enter();
        LibSsl.SSL_shutdown(this);
        LibCrypto.ERR_clear_error();
    }

    /// <summary>Hashes the other side's certificate with SHA-256; false if it showed none.</summary>
    public bool TryHashPeerCertificate(Span<byte> hash)
    {
        var certificate = LibSsl.SSL_get1_peer_certificate(this);
        if (certificate == 0)
        {
            return false;
        }

        uint length = 0;
        int hashed;
        fixed (byte* digest = hash)
        {
            hashed = LibCrypto.X509_digest(certificate, LibCrypto.EVP_sha256(), digest, &length);
        }

        LibCrypto.X509_free(certificate);
        return hashed == 1 && length == hash.Length;
    }

    /// <summary>The negotiated profile; null if there is none.</summary>
    public SrtpProfile? SelectedSrtpProfile()
    {
        var selected = (SrtpProtectionProfile*)LibSsl.SSL_get_selected_srtp_profile(this);
        return selected is null ? null : (SrtpProfile)selected->Id;
    }

    /// <summary>Exports keying material for SRTP (RFC 5764, section 4.2).</summary>
    /// <exception cref="InvalidOperationException">The handshake is not complete.</exception>
    public void ExportKeyingMaterial(Span<byte> material)
    {
        LibCrypto.ERR_clear_error();
        fixed (byte* data = material)
        {
            var exported = LibSsl.SSL_export_keying_material(
                this, data, (nuint)material.Length, ExporterLabel, (nuint)ExporterLabel.Length, 0, 0, 0);
            OpenSslError.Require(exported == 1, "SSL_export_keying_material");
        }
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        // Also frees both BIOs.
        LibSsl.SSL_free(handle);
        NativeCounts.AddDtls(-1);
        return true;
    }

    private void Attach()
    {
        _received = LibCrypto.BIO_new(LibCrypto.BIO_s_mem());
        _toSend = LibCrypto.BIO_new(LibCrypto.BIO_s_mem());
        OpenSslError.Require(_received != 0 && _toSend != 0, "BIO_new");
        LibSsl.SSL_set_bio(handle, _received, _toSend);

        // Reading an empty BIO means "try again", not "end of file".
        LibCrypto.BIO_ctrl(_received, LibCrypto.BioSetMemEofReturn, -1, 0);
        LibCrypto.BIO_ctrl(_toSend, LibCrypto.BioSetMemEofReturn, -1, 0);
    }

    private void Enter()
    {
        LibCrypto.ERR_clear_error();
        FirstTimeoutUs = (uint)_timeouts.First.TotalMicroseconds;
        MaxTimeoutUs = (uint)_timeouts.Max.TotalMicroseconds;
    }

    private SslOutcome OutcomeOf(int result, out string? error)
    {
        var code = LibSsl.SSL_get_error(this, result);
        var isTimeout = (LibCrypto.ERR_peek_last_error() & LibSsl.ReasonMask) == LibSsl.ReasonReadTimeout;
        error = OpenSslError.Pop();
        return code switch
        {
            LibSsl.ErrorNone => SslOutcome.Done,
            LibSsl.ErrorWantRead or LibSsl.ErrorWantWrite => SslOutcome.Waiting,
            LibSsl.ErrorZeroReturn => SslOutcome.Ended,
            _ when isTimeout => SslOutcome.TimedOut,
            _ => SslOutcome.Failed,
        };
    }

    /// <summary>Doubles the timeout (RFC 6347, section 4.2.4.1).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint NextTimeout(nint connection, uint lastUs) =>
        lastUs == 0 ? FirstTimeoutUs : Math.Min(unchecked(lastUs * 2), MaxTimeoutUs);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeValue
    {
        public long Seconds;
        public long Microseconds;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct SrtpProtectionProfile
    {
        public nint Name;
        public ulong Id;
    }
}
