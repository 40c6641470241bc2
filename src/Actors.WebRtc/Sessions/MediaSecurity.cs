using Actors.WebRtc.Dtls;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Sessions;

/// <summary>DTLS and then SRTP of one call, on either side. Not thread-safe.</summary>
/// <param name="context">The DTLS context with our certificate.</param>
/// <param name="role">Our role in the handshake.</param>
/// <param name="agreement">Names the other side's certificates.</param>
/// <param name="send">Sends DTLS datagrams.</param>
internal sealed class MediaSecurity(
    DtlsContext context,
    DtlsRole role,
    VideoAgreement agreement,
    DatagramSender send) : IDisposable
{
    private const byte FirstOfRtcp = 192;
    private const byte LastOfRtcp = 223;

    private DtlsSession? _dtls;
    private SrtpSession? _srtp;

    /// <summary>The state of DTLS.</summary>
    public DtlsState State => _dtls?.State ?? DtlsState.New;

    /// <summary>Why DTLS failed.</summary>
    public DtlsFailure Failure => _dtls?.Failure ?? DtlsFailure.None;

    /// <summary>The error text for the log; null if there is none.</summary>
    public string? FailureText => _dtls?.FailureText;

    /// <summary>Whether SRTP keys are available.</summary>
    public bool HasKeys => _srtp is not null;

    /// <summary>Whether a packet is SRTCP rather than SRTP (RFC 5761, section 4).</summary>
    public static bool IsRtcp(ReadOnlySpan<byte> packet) => packet.Length > 1 && packet[1] is >= FirstOfRtcp and <= LastOfRtcp;

    /// <summary>Starts the handshake of a client.</summary>
    public void Start() => Session().Start();

    /// <summary>Processes DTLS from a verified address.</summary>
    public void Receive(ReadOnlySpan<byte> datagram)
    {
        Session().Receive(datagram);
        CreateSrtp();
    }

    /// <summary>Sends the last flight again if that is due.</summary>
    /// <returns>Whether it was due.</returns>
    public bool Tick()
    {
        if (_dtls?.TimeLeft != TimeSpan.Zero)
        {
            return false;
        }

        _dtls.HandleTimeout();
        CreateSrtp();
        return true;
    }

    /// <summary>Authenticates and decrypts a packet in place.</summary>
    public SrtpResult Unprotect(Span<byte> packet, out int length) => IsRtcp(packet)
        ? _srtp!.UnprotectRtcp(packet, out length)
        : _srtp!.UnprotectRtp(packet, out length);

    /// <summary>Encrypts an RTP packet in place.</summary>
    public bool TryProtectRtp(Span<byte> packet, ref int length) =>
        _srtp is not null && _srtp.ProtectRtp(packet, ref length) == SrtpResult.Ok;

    /// <summary>Encrypts an RTCP packet in place.</summary>
    public bool TryProtectRtcp(Span<byte> packet, ref int length) =>
        _srtp is not null && _srtp.ProtectRtcp(packet, ref length) == SrtpResult.Ok;

    /// <summary>Tells the other side that the call is over, if DTLS is connected.</summary>
    public void Close()
    {
        if (State == DtlsState.Connected)
        {
            _dtls!.Close();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _dtls?.Dispose();
        _srtp?.Dispose();
    }

    private DtlsSession Session() =>
        _dtls ??= new DtlsSession(context, role, agreement.Fingerprints, send);

    private void CreateSrtp()
    {
        if (_srtp is null && State == DtlsState.Connected)
        {
            using var keys = _dtls!.ExportKeys();
            _srtp = new SrtpSession(keys);
        }
    }
}
