using System.Net;
using System.Net.Sockets;

namespace Actors.Server.Edge;

/// <summary>
/// Admits connections, and closes those of strangers when there are too many: first the ones that have asked for nothing, then
/// the ones that wait after an answer, then anonymous requests; of equal ones the oldest. A connection on which a phone has
/// signed in is never closed here.
/// </summary>
internal sealed partial class ConnectionGate(
    ConnectionLimits limits, EdgeMeter meter, TimeProvider time, ILogger<ConnectionGate> logger)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Ranks _strangers = new();
    private readonly Dictionary<IPAddress, Ranks> _byAddress = [];
    private int _open;
    private long _evicted;
    private long _refused;
    private long? _reportedAt;

    /// <summary>Connections that are open.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Admits a connection, if need be in place of another one.</summary>
    /// <param name="remote">The address of the peer; not of IP, for a socket of this machine.</param>
    /// <param name="close">Closes the connection at once, and frees its descriptor.</param>
    /// <returns>The admission, which ends with the connection; <c>null</c> if phones use all connections.</returns>
    public AdmittedConnection? Admit(EndPoint? remote, Action close)
    {
        List<AdmittedConnection> evicted = [];
        AdmittedConnection? admitted = null;
        lock (_gate)
        {
            var address = Key(remote);
            if (address is not null && _byAddress.TryGetValue(address, out var own) && own.Count >= limits.MaxPerAddress)
            {
                Evict(own, EdgeMeter.PerAddress, evicted);
            }

            if (_open >= limits.Max)
            {
                Evict(_strangers, EdgeMeter.Total, evicted);
            }

            if (_open < limits.Max)
            {
                admitted = new(this, address, close);
                _open++;
                Enter(admitted);
            }
            else
            {
                _refused++;
                meter.RecordClosed(EdgeMeter.Refused);
            }
        }

        foreach (var victim in evicted)
        {
            victim.Close();
        }

        meter.SetOpen(Open);
        ReportSometimes();
        return admitted;
    }

    /// <summary>Closes connections of strangers, because the process has no descriptor left.</summary>
    public void Shed(int count)
    {
        List<AdmittedConnection> evicted = [];
        lock (_gate)
        {
            for (var shed = 0; shed < count; shed++)
            {
                Evict(_strangers, EdgeMeter.Descriptors, evicted);
            }
        }

        foreach (var victim in evicted)
        {
            victim.Close();
        }

        meter.RecordAcceptFailure();
        ReportSometimes();
    }

    /// <summary>Moves a connection to another rank.</summary>
    internal void Move(AdmittedConnection connection, ConnectionRank rank)
    {
        lock (_gate)
        {
            if (!connection.HasLeft && connection.Rank != rank)
            {
                Leave(connection);
                connection.Rank = rank;
                Enter(connection);
            }
        }
    }

    /// <summary>Removes a connection that is closed. May be repeated.</summary>
    internal void Remove(AdmittedConnection connection)
    {
        lock (_gate)
        {
            if (!connection.HasLeft)
            {
                Leave(connection);
                connection.HasLeft = true;
                _open--;
            }
        }

        meter.SetOpen(Open);
    }

    /// <summary>
    /// The address, of which a subscriber of IPv6 has a whole /64 network; <c>null</c> if its connections are not counted.
    /// </summary>
    internal IPAddress? Key(EndPoint? remote)
    {
        if (remote is not IPEndPoint { Address: var address })
        {
            return null;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return limits.IsProxy(address) ? null : Network(address);
    }

    /// <summary>What one subscriber has: an address of IPv4, or a /64 network of IPv6.</summary>
    internal static IPAddress Network(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new(bytes);
    }

    private void Evict(Ranks ranks, string reason, List<AdmittedConnection> evicted)
    {
        if (ranks.Oldest is { } victim)
        {
            Leave(victim);
            victim.HasLeft = true;
            _open--;
            _evicted++;
            evicted.Add(victim);
            meter.RecordClosed(reason);
        }
    }

    private void Enter(AdmittedConnection connection)
    {
        if (connection.Rank == ConnectionRank.SignedIn)
        {
            return;
        }

        _strangers.Add(connection.Node);
        if (connection.Address is { } address)
        {
            if (!_byAddress.TryGetValue(address, out var own))
            {
                _byAddress[address] = own = new();
            }

            own.Add(connection.AddressNode);
        }
    }

    private void Leave(AdmittedConnection connection)
    {
        if (connection.Rank == ConnectionRank.SignedIn)
        {
            return;
        }

        _strangers.Remove(connection.Node);
        if (connection.Address is { } address && _byAddress.TryGetValue(address, out var own))
        {
            own.Remove(connection.AddressNode);
            if (own.Count == 0)
            {
                _byAddress.Remove(address);
            }
        }
    }

    private void ReportSometimes()
    {
        long evicted, refused;
        lock (_gate)
        {
            if (_evicted + _refused == 0 || _reportedAt is { } at && time.GetElapsedTime(at) < ReportEvery)
            {
                return;
            }

            (evicted, refused, _evicted, _refused, _reportedAt) = (_evicted, _refused, 0, 0, time.GetTimestamp());
        }

        LogShed(evicted, refused, Open, limits.Max);
    }

    [LoggerMessage(LogLevel.Warning,
        "Too many connections: {Evicted} of strangers were closed and {Refused} new ones refused since the last such line. {Open} "
        + "of at most {Max} are open. See docs/runbooks/overload.md.")]
    private partial void LogShed(long evicted, long refused, int open, int max);

    /// <summary>Connections by rank, in each the oldest first.</summary>
    private sealed class Ranks
    {
        private readonly LinkedList<AdmittedConnection>[] _ranks = [new(), new(), new()];

        public int Count => _ranks[0].Count + _ranks[1].Count + _ranks[2].Count;

        public AdmittedConnection? Oldest =>
            (_ranks[0].First ?? _ranks[1].First ?? _ranks[2].First)?.Value;

        public void Add(LinkedListNode<AdmittedConnection> node) => _ranks[(int)node.Value.Rank].AddLast(node);

        public void Remove(LinkedListNode<AdmittedConnection> node) => _ranks[(int)node.Value.Rank].Remove(node);
    }
}

/// <summary>What a connection does, from the one that is closed first to the one that is never closed.</summary>
internal enum ConnectionRank
{
    /// <summary>It has not sent a whole request.</summary>
    Silent,

    /// <summary>It waits after an answer.</summary>
    Waiting,

    /// <summary>A request without a sign-in is under way.</summary>
    Anonymous,

    /// <summary>A phone has signed in, and its request is under way.</summary>
    SignedIn,
}

/// <summary>A connection that was admitted; a feature of its requests.</summary>
internal sealed class AdmittedConnection
{
    private readonly ConnectionGate _gate;
    private readonly Action _close;

    internal AdmittedConnection(ConnectionGate gate, IPAddress? address, Action close)
    {
        _gate = gate;
        _close = close;
        Address = address;
        Node = new(this);
        AddressNode = new(this);
    }

    /// <summary>What it does now.</summary>
    public ConnectionRank Rank { get; internal set; }

    /// <summary>The address that it counts for; <c>null</c> if for none.</summary>
    internal IPAddress? Address { get; }

    internal LinkedListNode<AdmittedConnection> Node { get; }

    internal LinkedListNode<AdmittedConnection> AddressNode { get; }

    internal bool HasLeft { get; set; }

    /// <summary>Says what it does now.</summary>
    public void MoveTo(ConnectionRank rank) => _gate.Move(this, rank);

    /// <summary>Says that it is closed. May be repeated.</summary>
    public void Leave() => _gate.Remove(this);

    internal void Close() => _close();
}
