using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Ice;

/// <summary>The state of ICE.</summary>
public enum IceState
{
    /// <summary>No pair is valid yet.</summary>
    Checking = 0,

    /// <summary>A pair is valid. Packets may flow; a better pair may follow.</summary>
    Connected = 1,

    /// <summary>A pair is nominated.</summary>
    Completed = 2,

    /// <summary>All pairs have failed, and no more candidates will come.</summary>
    Failed = 3,

    /// <summary>Consent has expired (RFC 7675, section 5.1). This state is final.</summary>
    Expired = 4,
}

/// <summary>Times of ICE in milliseconds. The defaults are those of the standards.</summary>
public sealed record IceTimings
{
    /// <summary>Ta: between two new checks (RFC 8445, section 14.2).</summary>
    public long PaceMs { get; init; } = 50;

    /// <summary>
    /// RTO: until a check is sent a second time, at least (RFC 8445, section 14.3). Doubles each time.
    /// </summary>
    public long RetransmissionMs { get; init; } = 500;

    /// <summary>Rc: how often a check is sent (RFC 8489, section 6.2.1).</summary>
    public int Transmissions { get; init; } = 7;

    /// <summary>Rm: how many RTO to wait for a response to the last transmission (RFC 8489, section 6.2.1).</summary>
    public int LastWait { get; init; } = 16;

    /// <summary>How long a valid pair waits for a better one before it is nominated.</summary>
    public long NominationPatienceMs { get; init; } = 200;

    /// <summary>Between two requests for consent, on average (RFC 7675, section 5.1).</summary>
    public long ConsentIntervalMs { get; init; } = 5_000;

    /// <summary>How long consent lasts (RFC 7675, section 5.1).</summary>
    public long ConsentLifeMs { get; init; } = 30_000;
}

/// <summary>
/// The server's side of ICE: a lite agent (RFC 8445, sections 2.5 and 7.3). It answers checks, learns the phone's
/// addresses, and sends to the one that the phone nominates. It has no socket and no clock: its owner passes received
/// datagrams in and sends the responses.
/// </summary>
/// <remarks>
/// <para>The phone always controls. If it nominates again, the latest nomination counts: browsers nominate in each
/// check of the selected pair, and select another one when they leave a network.</para>
/// <para>A nomination says only that the phone's check arrived, not that our answer does. So an address that has answered
/// a check of ours goes before one that has not; and among those the one from which authentic media last came, because
/// that is the pair that the phone uses (RFC 8445, section 12.1).</para>
/// <para>A phone consents to packets (RFC 7675) by its own checks, address by address.</para>
/// <para>Times are milliseconds of a monotonic clock. Not thread-safe.</para>
/// </remarks>
public sealed class IceLiteAgent
{
    /// <summary>The largest number of addresses of one phone. Checks from further addresses get no response.</summary>
    public const int MaxAddresses = VerifiedAddresses.Capacity;

    private readonly IceCredentials _local;
    private readonly IceRequest _probe;
    private readonly VerifiedAddresses _addresses;

    /// <summary>Creates an agent that has received nothing.</summary>
    /// <param name="local">Our credentials, as in the answer.</param>
    /// <param name="remote">The phone's credentials, as in the offer.</param>
    /// <param name="timings">How long consent lasts.</param>
    public IceLiteAgent(IceCredentials local, IceCredentials remote, IceTimings? timings = null)
    {
        _local = local;
        _probe = new IceRequest(local, remote, tieBreaker: 0);
        _addresses = new VerifiedAddresses((timings ?? new IceTimings()).ConsentLifeMs);
    }

    /// <summary>Checking, connected, completed or expired.</summary>
    public IceState State { get; private set; }

    /// <summary>
    /// Where to send packets: the best address (<see cref="VerifiedAddresses.Best"/>); empty if there is none.
    /// </summary>
    public TransportAddress Remote { get; private set; }

    /// <summary>Whether what we send to <see cref="Remote"/> arrives: it has answered a check of ours.</summary>
    public bool HasProof => _addresses.IsProven(Remote);

    /// <summary>Whether a check has proved an address to be the phone's. Other addresses may only send STUN.</summary>
    public bool IsVerified(TransportAddress address, long now) =>
        State != IceState.Expired && _addresses.Contains(address, now);

    /// <summary>Processes a received datagram that looks like STUN.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="from">The sender.</param>
    /// <param name="now">The time.</param>
    /// <param name="response">Receives the response: <see cref="StunWriter.Enough"/> bytes.</param>
    /// <returns>The length of the response; 0 if there is none.</returns>
    public int Receive(ReadOnlySpan<byte> datagram, TransportAddress from, long now, Span<byte> response) =>
        StunMessage.TryRead(datagram, out var message) ? Receive(message, from, now, response) : 0;

    /// <summary>Processes a STUN message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="from">The sender.</param>
    /// <param name="now">The time.</param>
    /// <param name="response">Receives the response: <see cref="StunWriter.Enough"/> bytes.</param>
    /// <returns>The length of the response; 0 if there is none.</returns>
    public int Receive(in StunMessage message, TransportAddress from, long now, Span<byte> response)
    {
        if (message.Class != StunClass.Request || from.IsEmpty || Advance(now) == IceState.Expired)
        {
            return 0;
        }

        var error = IceAnswering.Validate(message, _local, weControl: false);
        if (error != StunError.None)
        {
            return IceAnswering.Refuse(message, _local, error, response);
        }

        if (!_addresses.TryRecord(from, now))
        {
            return 0;
        }

        if (message.UsesCandidate)
        {
            _addresses.Nominate(from);
        }

        Remote = _addresses.Best(Remote, now);
        State = message.UsesCandidate ? IceState.Completed : State == IceState.Checking ? IceState.Connected : State;
        return IceAnswering.Accept(message, _local, from, response);
    }

    /// <summary>
    /// Records that the phone answered a check of ours from a verified address. That proves that what we send to it
    /// arrives, and renews its consent (RFC 7675, section 5.1): some phones send no checks after nomination.
    /// </summary>
    public void RecordResponse(TransportAddress from, long now)
    {
        if (IsVerified(from, now) && _addresses.TryRecord(from, now))
        {
            _addresses.Prove(from);
            Remote = _addresses.Best(Remote, now);
        }
    }

    /// <summary>Whether a verified address has answered a check of ours.</summary>
    public bool IsProven(TransportAddress address) => _addresses.IsProven(address);

    /// <summary>Records that authentic media came from an address, newer than any before: DTLS or SRTP.</summary>
    /// <returns>Whether that may have changed <see cref="Remote"/>.</returns>
    public bool RecordMedia(TransportAddress from, long now)
    {
        if (!_addresses.RecordMedia(from))
        {
            return false;
        }

        Remote = _addresses.Best(Remote, now);
        return true;
    }

    /// <summary>Removes one address whose consent has expired. Call it until it returns false.</summary>
    public bool TryRemoveExpired(long now, out TransportAddress address)
    {
        _ = Advance(now);
        return _addresses.TryRemoveExpired(now, out address);
    }

    /// <summary>
    /// Advances time. If the nominated address has expired, packets go to the address heard from last; if all have
    /// expired, the call is over.
    /// </summary>
    public IceState Advance(long now)
    {
        if (State is IceState.Connected or IceState.Completed && !_addresses.Contains(Remote, now))
        {
            Remote = _addresses.Best(Remote, now);
            State = Remote.IsEmpty ? IceState.Expired : IceState.Connected;
        }

        return State;
    }

    /// <summary>
    /// Ends the call: the agent answers nothing from now on, and <see cref="TryRemoveExpired"/> returns all addresses.
    /// </summary>
    public void Close()
    {
        (State, Remote) = (IceState.Expired, default);
        _addresses.Expire();
    }

    /// <summary>
    /// Writes a check of our own. A lite agent needs none, but the answer proves the address, and a check makes the phone
    /// check back, which Firefox on the same machine waits for.
    /// </summary>
    /// <returns>Its length in bytes.</returns>
    public int WriteProbe(StunTransactionId transaction, Span<byte> datagram) =>
        _probe.WriteControlled(transaction, datagram);
}
