using Actors.Testing;
using Actors.WebRtc.Caller.Ice;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller.Tests.Ice;

/// <summary>
/// Both agents and a network between them that loses, delays, repeats and overtakes, all drawn from a seed, on a clock that
/// jumps from one event to the next.
/// </summary>
internal sealed class IceMeeting
{
    private const long Steps = 200_000;

    private readonly PriorityQueue<(TransportAddress From, TransportAddress To, byte[] Datagram), (long At, long Order)> _wire
        = new();

    private readonly byte[] _buffer = new byte[StunWriter.Enough];
    private readonly SeededRandom _random;
    private readonly HashSet<TransportAddress> _reachable;
    private long _order;

    public IceMeeting(ulong seed, IceTimings? timings = null, IceCredentials? wrongRemote = null)
    {
        var numbers = new SeededNumbers(seed);
        var (caller, server) = (IceCredentials.Create(numbers), IceCredentials.Create(numbers));
        _random = new SeededRandom(seed);
        _reachable = [IceSample.Server];
        Caller = new ControllingIceAgent(caller, wrongRemote ?? server, numbers, timings);
        Server = new IceLiteAgent(server, caller, timings);
    }

    public ControllingIceAgent Caller { get; }

    public IceLiteAgent Server { get; }

    public long Now { get; private set; }

    /// <summary>How many in a hundred are lost.</summary>
    public int LossPercent { get; set; }

    /// <summary>How many in a hundred come twice.</summary>
    public int RepeatPercent { get; set; }

    /// <summary>The longest way; with more than a few milliseconds datagrams overtake each other.</summary>
    public int MaxDelay { get; set; } = 10;

    /// <summary>Where the caller's datagrams seem to come from.</summary>
    public TransportAddress CallerAddress { get; set; } = IceSample.Phone;

    /// <summary>When the caller sent something, and where to.</summary>
    public List<(long At, TransportAddress To)> Sent { get; } = [];

    public static IceCandidate Candidate(TransportAddress address, uint priority = 2_130_706_431) => new(
        "1", 1, CandidateTransport.Udp, priority, address.ToEndPoint().Address.ToString(), address.Port, IceCandidateKind.Host);

    /// <summary>Lets time pass until something is so, or until a moment.</summary>
    /// <returns>Whether it is so.</returns>
    public bool Run(long until, Func<bool>? isDone = null)
    {
        for (var step = 0; step < Steps; step++)
        {
            Deliver();
            SendDue();
            _ = Server.Advance(Now);
            if (isDone?.Invoke() == true)
            {
                return true;
            }

            var next = _wire.TryPeek(out _, out var due) ? Math.Min(due.At, Caller.NextDue(Now)) : Caller.NextDue(Now);
            if (next > until)
            {
                Now = until;
                _ = Server.Advance(Now);
                _ = Caller.Advance(Now);
                return isDone?.Invoke() ?? true;
            }

            Now = Math.Max(Now + 1, next);
        }

        throw new InvalidOperationException("The agents talk without end.");
    }

    private void Deliver()
    {
        while (_wire.TryPeek(out _, out var due) && due.At <= Now)
        {
            var (from, to, datagram) = _wire.Dequeue();
            if (_reachable.Contains(to))
            {
                Put(to, from, Server.Receive(datagram, from, Now, _buffer));
            }
            else if (to == CallerAddress)
            {
                Put(to, from, Caller.Receive(datagram, from, Now, _buffer));
            }
        }
    }

    private void SendDue()
    {
        while (Caller.TrySend(Now, _buffer, out var length, out var to))
        {
            Sent.Add((Now, to));
            Put(CallerAddress, to, length);
        }
    }

    private void Put(TransportAddress from, TransportAddress to, int length)
    {
        if (length == 0 || _random.Next(0, 100) < LossPercent)
        {
            return;
        }

        var copies = _random.Next(0, 100) < RepeatPercent ? 2 : 1;
        for (var copy = 0; copy < copies; copy++)
        {
            _wire.Enqueue((from, to, _buffer[..length]), (Now + _random.Next(1, MaxDelay + 1), _order++));
        }
    }
}
