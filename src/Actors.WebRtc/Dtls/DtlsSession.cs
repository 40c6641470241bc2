using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Actors.WebRtc.Native;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Dtls;

/// <summary>
/// One DTLS association that agrees on keys for media (RFC 5764). It has no socket, thread or timer of its own: it is given
/// what was received, hands over what is to be sent, and says when it wants to be called again. Not safe for use by several
/// threads at once: whoever owns the call serializes. Nothing that comes from the network makes it throw.
/// </summary>
/// <remarks>
/// Give it only datagrams from addresses that ICE has verified: otherwise strangers could begin handshakes and end them.
/// OpenSSL runs its timer by the clock of the system, so <see cref="TimeLeft"/> does not follow a <see cref="TimeProvider"/>.
/// </remarks>
public sealed class DtlsSession : IDisposable
{
    /// <summary>Bytes of a datagram that passes everywhere, tunnels and relays included.</summary>
    public const int Mtu = 1200;

    private readonly SslHandle _connection;
    private readonly DtlsRole _role;
    private readonly ImmutableArray<DtlsFingerprint> _remotes;
    private readonly DatagramSender _send;

    /// <summary>A session that has not begun.</summary>
    /// <param name="context">With our certificate.</param>
    /// <param name="role">Who begins.</param>
    /// <param name="remote">What signalling said of the other side's certificate.</param>
    /// <param name="send">Sends to the other side. Called from within the other methods only.</param>
    /// <param name="timeouts">When flights are sent again; by default <see cref="DtlsTimeouts.Default"/>.</param>
    /// <exception cref="InvalidOperationException">OpenSSL refuses.</exception>
    public DtlsSession(
        DtlsContext context, DtlsRole role, DtlsFingerprint remote, DatagramSender send, DtlsTimeouts? timeouts = null)
        : this(context, role, [remote], send, timeouts)
    {
    }

    /// <summary>A session that has not begun, with another side of several certificates.</summary>
    /// <param name="context">With our certificate.</param>
    /// <param name="role">Who begins.</param>
    /// <param name="remotes">
    /// What signalling said of the other side's certificates: it has to show one of them (RFC 8122, section 5).
    /// </param>
    /// <param name="send">Sends to the other side. Called from within the other methods only.</param>
    /// <param name="timeouts">When flights are sent again; by default <see cref="DtlsTimeouts.Default"/>.</param>
    /// <exception cref="InvalidOperationException">OpenSSL refuses.</exception>
    public DtlsSession(
        DtlsContext context,
        DtlsRole role,
        ImmutableArray<DtlsFingerprint> remotes,
        DatagramSender send,
        DtlsTimeouts? timeouts = null)
    {
        _role = role;
        _remotes = remotes;
        _send = send;
        _connection = SslHandle.Open(context.Handle, role == DtlsRole.Server, Mtu, timeouts ?? DtlsTimeouts.Default);
    }

    /// <summary>Where it stands.</summary>
    public DtlsState State { get; private set; }

    /// <summary>Why it failed.</summary>
    public DtlsFailure Failure { get; private set; }

    /// <summary>Words of OpenSSL for the log, where it failed by <see cref="DtlsFailure.Protocol"/>.</summary>
    public string? FailureText { get; private set; }

    /// <summary>How media are protected; null: not connected yet.</summary>
    public SrtpProfile? Profile { get; private set; }

    /// <summary>Datagrams that were no DTLS and were dropped.</summary>
    public int Ignored { get; private set; }

    /// <summary>
    /// How long until <see cref="HandleTimeout"/> is due; zero: now; null: nothing waits for an answer.
    /// </summary>
    public TimeSpan? TimeLeft => State == DtlsState.Handshaking ? _connection.TimeLeft() : null;

    private bool IsOver => State is DtlsState.Failed or DtlsState.Closed;

    /// <summary>Begins the handshake, as the client does; the server waits. May be called again without effect.</summary>
    public void Start()
    {
        if (State == DtlsState.New && _role == DtlsRole.Client)
        {
            Proceed();
        }
    }

    /// <summary>Takes in a datagram that is DTLS by its first byte (RFC 7983, section 7: 20 to 63).</summary>
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

        _connection.PutDatagram(datagram);
        Proceed();
        return State;
    }

    /// <summary>Sends the last flight again when that is due; too early does no harm.</summary>
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

    /// <summary>Keys for media.</summary>
    /// <exception cref="InvalidOperationException">It is not connected.</exception>
    public SrtpKeys ExportKeys()
    {
        if (State != DtlsState.Connected || Profile is not { } profile)
        {
            throw new InvalidOperationException($"A session that is {State} has no keys.");
        }

        Span<byte> material = stackalloc byte[profile.KeyingMaterialLength()];
        _connection.ExportKeyingMaterial(material);
        var keys = SrtpKeys.FromKeyingMaterial(profile, material, _role == DtlsRole.Client);
        CryptographicOperations.ZeroMemory(material);
        return keys;
    }

    /// <summary>Tells the other side that it is over (<c>close_notify</c>).</summary>
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

    /// <summary>Frees what it holds, without a word to the other side.</summary>
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

        // The rest of the same datagram, or one of a later time. A repeated last flight of the client makes OpenSSL repeat ours.
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
            // Reading is where OpenSSL may notice that it waits in vain, too.
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

    /// <summary>The handshake went well and yet this is not whom we want to talk to.</summary>
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
            var records = buffer.AsSpan(0, _connection.TakeOutput(buffer.AsSpan(0, pending)));
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
