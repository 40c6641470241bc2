using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Native;

/// <summary>One connection of DTLS (<c>SSL</c>) with memory in place of a socket on both sides.</summary>
internal sealed unsafe class SslHandle : SafeHandle
{
    private const string ExporterLabel = "EXTRACTOR-dtls_srtp";

    // OpenSSL asks for the next time-out from inside of a call, without room for an argument.
    [ThreadStatic]
    private static uint FirstTimeoutUs;

    [ThreadStatic]
    private static uint LongestTimeoutUs;

    private readonly DtlsTimeouts _timeouts;
    private nint _received;
    private nint _toSend;

    private SslHandle(DtlsTimeouts timeouts)
        : base(0, ownsHandle: true) => _timeouts = timeouts;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Bytes that wait to be sent.</summary>
    public int PendingOutput => (int)LibCrypto.BIO_ctrl_pending(_toSend);

    /// <summary>A connection that has not begun.</summary>
    /// <exception cref="InvalidOperationException">OpenSSL refuses.</exception>
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

    /// <summary>Gives it a received datagram, which the next step reads.</summary>
    public void PutDatagram(ReadOnlySpan<byte> datagram)
    {
        // A memory BIO joins what is written to it. What the last step left unread is the rest of a broken datagram.
        LibCrypto.BIO_ctrl(_received, LibCrypto.BioCtrlReset, 0, 0);
        fixed (byte* data = datagram)
        {
            // Short of memory, OpenSSL takes nothing: to the handshake that is a lost datagram.
            _ = LibCrypto.BIO_write(_received, data, datagram.Length);
        }
    }

    /// <summary>Takes records that wait to be sent, as many as fit; returns the bytes.</summary>
    public int TakeOutput(Span<byte> buffer)
    {
        fixed (byte* data = buffer)
        {
            return Math.Max(LibCrypto.BIO_read(_toSend, data, buffer.Length), 0);
        }
    }

    /// <summary>Goes on with the handshake; an error in words when it failed.</summary>
    public SslOutcome Handshake(out string? error)
    {
        Enter();
        return Judge(LibSsl.SSL_do_handshake(this), out error);
    }

    /// <summary>Reads what comes after the handshake, such as alerts, and drops data: media do not come this way.</summary>
    public SslOutcome Drain(out string? error)
    {
        const int length = 2048;
        var dropped = stackalloc byte[length];
        SslOutcome outcome;
        do
        {
            Enter();
            outcome = Judge(LibSsl.SSL_read(this, dropped, length), out error);
        }
        while (outcome == SslOutcome.Done);
        return outcome;
    }

    /// <summary>How long until <see cref="HandleTimeout"/> is due; null: nothing waits for an answer.</summary>
    public TimeSpan? TimeLeft()
    {
        var left = default(TimeValue);
        return LibSsl.SSL_ctrl(this, LibSsl.CtrlDtlsGetTimeout, 0, (nint)(&left)) == 1
            ? TimeSpan.FromSeconds(left.Seconds) + TimeSpan.FromMicroseconds(left.Microseconds)
            : null;
    }

    /// <summary>Sends the last flight once more when it is due; false: it was sent as often as may be.</summary>
    public bool HandleTimeout()
    {
        Enter();
        var result = LibSsl.SSL_ctrl(this, LibSsl.CtrlDtlsHandleTimeout, 0, 0);
        LibCrypto.ERR_clear_error();
        return result >= 0;
    }

    /// <summary>Says that we end (<c>close_notify</c>).</summary>
    public void Shutdown()
    {
        Enter();
        LibSsl.SSL_shutdown(this);
        LibCrypto.ERR_clear_error();
    }

    /// <summary>SHA-256 of the other side's certificate; false: it showed none.</summary>
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

    /// <summary>The profile that both sides can; null: there is none.</summary>
    public SrtpProfile? SelectedSrtpProfile()
    {
        var selected = (SrtpProtectionProfile*)LibSsl.SSL_get_selected_srtp_profile(this);
        return selected is null ? null : (SrtpProfile)selected->Id;
    }

    /// <summary>Keys for SRTP (RFC 5764, section 4.2).</summary>
    /// <exception cref="InvalidOperationException">The handshake is not done.</exception>
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
        // Frees both BIOs too.
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

        // Nothing to read means: wait, not: the end.
        LibCrypto.BIO_ctrl(_received, LibCrypto.BioSetMemEofReturn, -1, 0);
        LibCrypto.BIO_ctrl(_toSend, LibCrypto.BioSetMemEofReturn, -1, 0);
    }

    private void Enter()
    {
        LibCrypto.ERR_clear_error();
        FirstTimeoutUs = (uint)_timeouts.First.TotalMicroseconds;
        LongestTimeoutUs = (uint)_timeouts.Longest.TotalMicroseconds;
    }

    private SslOutcome Judge(int result, out string? error)
    {
        var code = LibSsl.SSL_get_error(this, result);
        var isTimeout = (LibCrypto.ERR_peek_last_error() & LibSsl.ReasonMask) == LibSsl.ReasonReadTimeout;
        error = OpenSslError.Take();
        return code switch
        {
            LibSsl.ErrorNone => SslOutcome.Done,
            LibSsl.ErrorWantRead or LibSsl.ErrorWantWrite => SslOutcome.Waiting,
            LibSsl.ErrorZeroReturn => SslOutcome.Ended,
            _ when isTimeout => SslOutcome.TimedOut,
            _ => SslOutcome.Failed,
        };
    }

    /// <summary>Each time-out is twice the one before (RFC 6347, section 4.2.4.1).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static uint NextTimeout(nint connection, uint lastUs) =>
        lastUs == 0 ? FirstTimeoutUs : Math.Min(unchecked(lastUs * 2), LongestTimeoutUs);

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
