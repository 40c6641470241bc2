using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Actors.WebRtc.Native;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Dtls;

/// <summary>Roles in the handshake (RFC 5763, section 5).</summary>
public enum DtlsRole
{
    /// <summary>Waits for the handshake: <c>a=setup:passive</c>.</summary>
    Server,

    /// <summary>Starts the handshake: <c>a=setup:active</c>.</summary>
    Client,
}

/// <summary>The state of a session.</summary>
public enum DtlsState
{
    /// <summary>Nothing was sent or received.</summary>
    New,

    /// <summary>The handshake is under way.</summary>
    Handshaking,

    /// <summary>The handshake is complete, and SRTP keys are available.</summary>
    Connected,

    /// <summary>The session failed; see <see cref="DtlsFailure"/>. This state is final.</summary>
    Failed,

    /// <summary>One side ended the session. This state is final.</summary>
    Closed,
}

/// <summary>Why a DTLS session failed.</summary>
public enum DtlsFailure
{
    /// <summary>The session has not failed.</summary>
    None,

    /// <summary>The other side broke the protocol, shares no cipher with us, or sent an alert.</summary>
    Protocol,

    /// <summary>The other side stopped answering.</summary>
    Timeout,

    /// <summary>
    /// The certificate does not match the fingerprint from signalling (RFC 8122, section 6.2): perhaps a man in the
    /// middle.
    /// </summary>
    Fingerprint,

    /// <summary>The two sides share no SRTP profile (RFC 5764, section 4.1).</summary>
    NoSrtpProfile,
}

/// <summary>
/// When to send a flight again (RFC 6347, section 4.2.4.1): each wait is twice the one before. OpenSSL gives up after
/// twelve.
/// </summary>
/// <param name="First">The first wait. It is shorter than the second of the RFC because a person waits.</param>
/// <param name="Max">The longest wait.</param>
public readonly record struct DtlsTimeouts(TimeSpan First, TimeSpan Max)
{
    /// <summary>200 ms, doubling up to 3.2 s; gives up after half a minute.</summary>
    public static DtlsTimeouts Default { get; } = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(3200));
}

/// <summary>Sends one datagram to the other side. The datagram is valid only during the call.</summary>
public delegate void DatagramSender(ReadOnlySpan<byte> datagram);

/// <summary>
/// A DTLS association that agrees on SRTP keys (RFC 5764). It has no socket, thread or timer: its owner passes
/// datagrams in, sends what it writes, and calls it when its timer is due. Nothing from the network makes it throw. Not
/// thread-safe.
/// </summary>
/// <remarks>
/// Pass in only datagrams from addresses that ICE has verified; otherwise strangers could start and end handshakes.
/// OpenSSL uses the system clock, so <see cref="TimeLeft"/> does not follow a <see cref="TimeProvider"/>.
/// </remarks>
public sealed class DtlsSession : IDisposable
{
    /// <summary>A datagram size in bytes that passes tunnels and relays.</summary>
    public const int Mtu = 1200;

    private readonly SslHandle _connection;
    private readonly DtlsRole _role;
    private readonly ImmutableArray<CertificateFingerprint> _remotes;
    private readonly DatagramSender _send;

    /// <summary>Creates a session that has not started.</summary>
    /// <param name="context">Our certificate.</param>
    /// <param name="role">Our role in the handshake.</param>
    /// <param name="remotes">
    /// The fingerprints from signalling. The other side must show a certificate of one of them (RFC 8122, section 5).
    /// </param>
    /// <param name="send">Sends to the other side. Called only from within the other methods.</param>
    /// <param name="timeouts">When to send flights again; by default <see cref="DtlsTimeouts.Default"/>.</param>
    /// <exception cref="InvalidOperationException">OpenSSL fails.</exception>
    public DtlsSession(
        DtlsContext context,
        DtlsRole role,
        ImmutableArray<CertificateFingerprint> remotes,
        DatagramSender send,
        DtlsTimeouts? timeouts = null)
    {
        _role = role;
        _remotes = remotes;
        _send = send;
        _connection = SslHandle.Open(context.Handle, role == DtlsRole.Server, Mtu, timeouts ?? DtlsTimeouts.Default);
    }

    /// <summary>The state of the session.</summary>
    public DtlsState State { get; private set; }

    /// <summary>Why the session failed.</summary>
    public DtlsFailure Failure { get; private set; }

    /// <summary>
    /// OpenSSL's error text for the log; null unless the failure is <see cref="DtlsFailure.Protocol"/>.
    /// </summary>
    public string? FailureText { get; private set; }

    /// <summary>The negotiated SRTP profile; null before the session is connected.</summary>
    public SrtpProfile? Profile { get; private set; }

    /// <summary>The number of dropped datagrams that were not DTLS.</summary>
    public int Ignored { get; private set; }

    /// <summary>
    /// How long until <see cref="HandleTimeout"/> is due; zero if now, null if no flight waits for an answer.
    /// </summary>
    public TimeSpan? TimeLeft => State == DtlsState.Handshaking ? _connection.TimeLeft() : null;

    private bool IsOver => State is DtlsState.Failed or DtlsState.Closed;

    /// <summary>Starts the handshake of a client. Does nothing for a server or a second time.</summary>
    public void Start()
    {
        if (State == DtlsState.New && _role == DtlsRole.Client)
        {
            Proceed();
        }
    }

    /// <summary>Processes a datagram that is DTLS by its first byte, 20 to 63 (RFC 7983, section 7).</summary>
    public DtlsState Receive(ReadOnlySpan<byte> datagram)
    {
        if (IsOver)
        {
            return State;
        }

        if (!DtlsRecords.AreWhole(datagram))
        {
            Ignored = unchecked(Ignored + 1);
            return State;
        }

        _connection.WriteDatagram(datagram);
        Proceed();
        return State;
    }

    /// <summary>Sends the last flight again if that is due (RFC 6347, section 4.2.4).</summary>
    public DtlsState HandleTimeout()
    {
        if (State == DtlsState.Handshaking)
        {
            if (!_connection.HandleTimeout())
            {
                Fail(DtlsFailure.Timeout, null);
            }

            Flush();
        }

        return State;
    }

    /// <summary>Exports the SRTP keys (RFC 5764, section 4.2).</summary>
    /// <exception cref="InvalidOperationException">The session is not connected.</exception>
    public SrtpKeys ExportKeys()
    {
        if (State != DtlsState.Connected || Profile is not { } profile)
        {
            throw new InvalidOperationException($"A DTLS session in state {State} has no keys.");
        }

        Span<byte> material = stackalloc byte[profile.KeyingMaterialLength()];
        _connection.ExportKeyingMaterial(material);
        var keys = SrtpKeys.FromKeyingMaterial(profile, material, _role == DtlsRole.Client);
        CryptographicOperations.ZeroMemory(material);
        return keys;
    }

    /// <summary>Ends the session and tells the other side (<c>close_notify</c>).</summary>
    public void Close()
    {
        if (IsOver)
        {
            return;
        }

        _connection.Shutdown();
        Flush();
        State = DtlsState.Closed;
    }

    /// <summary>Frees the session without telling the other side.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        State = IsOver ? State : DtlsState.Closed;
    }

    private void Proceed()
    {
        if (State is DtlsState.New or DtlsState.Handshaking)
        {
            State = DtlsState.Handshaking;
            Handshake();
        }

        // The rest of this datagram, or a later one. If the client repeats its last flight, OpenSSL repeats ours.
        if (State == DtlsState.Connected)
        {
            Drain();
        }

        Flush();
    }

    private void Handshake()
    {
        var outcome = _connection.Handshake(out var error);
        if (outcome == SslOutcome.Done)
        {
            Verify();
        }
        else if (outcome != SslOutcome.Waiting)
        {
            // OpenSSL may also report a timeout while it reads.
            Fail(outcome == SslOutcome.TimedOut ? DtlsFailure.Timeout : DtlsFailure.Protocol, error);
        }
    }

    private void Verify()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!_connection.TryHashPeerCertificate(hash) || !IsExpected(hash))
        {
            Refuse(DtlsFailure.Fingerprint);
        }
        else if (_connection.SelectedSrtpProfile() is not { } profile)
        {
            Refuse(DtlsFailure.NoSrtpProfile);
        }
        else
        {
            Profile = profile;
            State = DtlsState.Connected;
        }
    }

    private bool IsExpected(ReadOnlySpan<byte> hash)
    {
        foreach (var remote in _remotes)
        {
            if (remote.Matches(hash))
            {
                return true;
            }
        }

        return false;
    }

    private void Drain()
    {
        switch (_connection.Drain(out var error))
        {
            case SslOutcome.Ended:
                _connection.Shutdown();
                State = DtlsState.Closed;
                break;
            case SslOutcome.Failed:
                Fail(DtlsFailure.Protocol, error);
                break;
        }
    }

    /// <summary>Fails after a completed handshake because the other side is not the expected one.</summary>
    private void Refuse(DtlsFailure failure)
    {
        _connection.Shutdown();
        Fail(failure, null);
    }

    private void Fail(DtlsFailure failure, string? text)
    {
        Failure = failure;
        FailureText = text;
        State = DtlsState.Failed;
    }

    private void Flush()
    {
        var pending = _connection.PendingOutput;
        if (pending == 0)
        {
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(pending);
        try
        {
            var records = buffer.AsSpan(0, _connection.ReadOutput(buffer.AsSpan(0, pending)));
            while (DtlsRecords.LengthOfNextDatagram(records, Mtu) is > 0 and var length)
            {
                _send(records[..length]);
                records = records[length..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
