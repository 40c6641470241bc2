using System.Security.Cryptography;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Ice;

/// <summary>
/// The server's side of one call: ICE lite (RFC 8445, sections 2.5 and 7.3). It answers checks, learns from which addresses
/// the phone speaks, and sends to the one that the phone chose. It owns no socket and no clock: what comes in is handed to
/// it, and what goes out is handed back.
/// </summary>
/// <remarks>
/// <para>The phone always controls. When it chooses again, the latest choice counts: browsers repeat theirs in each check
/// of the chosen pair and move it when they leave a network.</para>
/// <para>The phone's consent to being sent packets (RFC 7675) is its own checks, address by address.</para>
/// <para>Times are milliseconds of a monotonic clock. Not for several threads at once.</para>
/// </remarks>
public sealed class IceLiteAgent
{
    /// <summary>The most addresses of one phone. Checks from further ones stay without an answer.</summary>
    public const int MaxAddresses = VerifiedAddresses.Capacity;

    private readonly IceCredentials _local;
    private readonly IceRequest _probe;
    private readonly VerifiedAddresses _addresses;

    /// <summary>An agent that has heard nothing.</summary>
    /// <param name="local">Ours, as the answer tells them.</param>
    /// <param name="remote">The phone's, as its offer told them.</param>
    /// <param name="timings">How long consent lasts.</param>
    public IceLiteAgent(IceCredentials local, IceCredentials remote, IceTimings? timings = null)
    {
        _local = local;
        _probe = new IceRequest(local, remote, tieBreaker: 0);
        _addresses = new VerifiedAddresses((timings ?? new IceTimings()).ConsentLifeMs);
    }

    /// <summary>How far it has come: checking, connected, completed or expired.</summary>
    public IceState State { get; private set; }

    /// <summary>
    /// Where packets go: the address that the phone chose; before it did, the first that it spoke from. Empty when there is
    /// none.
    /// </summary>
    public TransportAddress Remote { get; private set; }

    /// <summary>
    /// Whether packets from an address are the phone's: nothing else than STUN is taken from others.
    /// </summary>
    public bool IsVerified(TransportAddress address, long now) =>
        State != IceState.Expired && _addresses.Contains(address, now);

    /// <summary>Takes a datagram that looks like STUN.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="from">Where it came from.</param>
    /// <param name="now">The time.</param>
    /// <param name="response">Where the answer is written to: <see cref="StunWriter.Enough"/> bytes.</param>
    public IceReception Receive(ReadOnlySpan<byte> datagram, TransportAddress from, long now, Span<byte> response) =>
        StunMessage.TryRead(datagram, out var message) ? Receive(message, from, now, response) : default;

    /// <summary>Takes a message that was read already, to find out whose it is.</summary>
    /// <param name="message">The message.</param>
    /// <param name="from">Where it came from.</param>
    /// <param name="now">The time.</param>
    /// <param name="response">Where the answer is written to: <see cref="StunWriter.Enough"/> bytes.</param>
    public IceReception Receive(in StunMessage message, TransportAddress from, long now, Span<byte> response)
    {
        if (message.Class != StunClass.Request || from.IsEmpty || Advance(now) == IceState.Expired)
        {
            return default;
        }

        var error = IceAnswering.Judge(message, _local, weControl: false);
        if (error != StunError.None)
        {
            return new IceReception(IceAnswering.Refuse(message, _local, error, response), IceNews.None);
        }

        if (!_addresses.Note(from, now, out var isNew))
        {
            return default;
        }

        var news = isNew ? IceNews.Learned : IceNews.None;
        if (Remote.IsEmpty || (message.UsesCandidate && Remote != from))
        {
            Remote = from;
            news |= IceNews.Moved;
        }

        State = message.UsesCandidate ? IceState.Completed : State == IceState.Checking ? IceState.Connected : State;
        return new IceReception(IceAnswering.Accept(message, _local, from, response), news);
    }

    /// <summary>
    /// The phone has answered a check of ours from an address that its own checks proved: it still wants to be sent packets
    /// there (RFC 7675, section 5.1). Some phones send no checks of their own once they have chosen.
    /// </summary>
    public void NoteConsent(TransportAddress from, long now)
    {
        if (IsVerified(from, now))
        {
            _ = _addresses.Note(from, now, out _);
        }
    }

    /// <summary>
    /// Tells which address the phone no longer speaks from. Whoever keeps a table of addresses asks until there is none.
    /// </summary>
    public bool TryForget(long now, out TransportAddress address)
    {
        _ = Advance(now);
        return _addresses.TryRemoveExpired(now, out address);
    }

    /// <summary>
    /// Lets time pass. When the chosen address has been silent for too long, packets go where the phone spoke from last; when
    /// all have, the call is over.
    /// </summary>
    public IceState Advance(long now)
    {
        if (State is IceState.Connected or IceState.Completed && !_addresses.Contains(Remote, now))
        {
            Remote = _addresses.Latest(now);
            State = Remote.IsEmpty ? IceState.Expired : IceState.Connected;
        }

        return State;
    }

    /// <summary>Ends the call: from now on nothing is answered, and <see cref="TryForget"/> tells all addresses.</summary>
    public void Close()
    {
        (State, Remote) = (IceState.Expired, default);
        _addresses.Expire();
    }

    /// <summary>
    /// Writes a check of our own. ICE lite needs none, but one that arrives makes the phone check the way back: it helps
    /// phones that would not begin by themselves, as Firefox on the same machine.
    /// </summary>
    /// <returns>Its length.</returns>
    public int WriteProbe(RandomNumberGenerator random, Span<byte> datagram) =>
        _probe.WriteControlled(StunTransactionId.Create(random), datagram);
}
