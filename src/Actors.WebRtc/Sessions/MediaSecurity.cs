using Actors.WebRtc.Dtls;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// The protection of one call, on either side: DTLS, and once that is done, SRTP with its keys. Not for several threads at
/// once.
/// </summary>
/// <param name="context">Our certificate.</param>
/// <param name="role">Who begins.</param>
/// <param name="agreement">What the other side said of its certificates.</param>
/// <param name="implementation">Who protects media.</param>
/// <param name="send">Sends DTLS.</param>
internal sealed class MediaSecurity(
    DtlsContext context,
    DtlsRole role,
    VideoAgreement agreement,
    SrtpImplementation implementation,
    DatagramSender send) : IDisposable
{
    private const byte FirstOfRtcp = 192;
    private const byte LastOfRtcp = 223;

    private DtlsSession? _dtls;
    private ISrtpSession? _srtp;

    /// <summary>How far it is.</summary>
    public DtlsState State => _dtls?.State ?? DtlsState.New;

    /// <summary>Why it failed.</summary>
    public DtlsFailure Failure => _dtls?.Failure ?? DtlsFailure.None;

    /// <summary>Words for the log about it.</summary>
    public string? FailureText => _dtls?.FailureText;

    /// <summary>Whether media can be protected.</summary>
    public bool HasKeys => _srtp is not null;

    /// <summary>Whether a packet of SRTP or SRTCP is the latter (RFC 5761, section 4).</summary>
    public static bool IsRtcp(ReadOnlySpan<byte> packet) => packet.Length > 1 && packet[1] is >= FirstOfRtcp and <= LastOfRtcp;

    /// <summary>Begins, where we are the client.</summary>
    public void Start() => Session().Start();

    /// <summary>Takes DTLS from an address of the other side.</summary>
    public void Receive(ReadOnlySpan<byte> datagram)
    {
        Session().Receive(datagram);
        TakeKeys();
    }

    /// <summary>Sends once more what was not answered, when that is due.</summary>
    /// <returns>Whether it was.</returns>
    public bool Tick()
    {
        if (_dtls?.TimeLeft != TimeSpan.Zero)
        {
            return false;
        }

        _dtls.HandleTimeout();
        TakeKeys();
        return true;
    }

    /// <summary>Takes the protection off a packet, in place.</summary>
    public SrtpResult Unprotect(Span<byte> packet, out int length) => IsRtcp(packet)
        ? _srtp!.UnprotectRtcp(packet, out length)
        : _srtp!.UnprotectRtp(packet, out length);

    /// <summary>Protects a packet of RTP, in place.</summary>
    public bool TryProtectRtp(Span<byte> packet, ref int length) =>
        _srtp is not null && _srtp.ProtectRtp(packet, ref length) == SrtpResult.Ok;

    /// <summary>Protects a packet of RTCP, in place.</summary>
    public bool TryProtectRtcp(Span<byte> packet, ref int length) =>
        _srtp is not null && _srtp.ProtectRtcp(packet, ref length) == SrtpResult.Ok;

    /// <summary>Tells the other side that it is over, where there is somebody to tell.</summary>
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
        _dtls ??= new DtlsSession(
            context, role, [.. agreement.Fingerprints.Select(fingerprint => new DtlsFingerprint(fingerprint.Hash))], send);

    private void TakeKeys()
    {
        if (_srtp is null && State == DtlsState.Connected)
        {
            using var keys = _dtls!.ExportKeys();
            _srtp = SrtpSession.Create(keys, implementation);
        }
    }
}
