using System.Net;
using System.Net.Sockets;

namespace Actors.Server.Edge;

/// <summary>
/// Admits connections, and closes those of strangers when there are too many: of the address that holds most of them, so that
/// an honest phone gets through; of that address first the ones that have asked for nothing, then the ones that wait after an
/// answer, then anonymous requests; of equal ones the oldest. A connection on which a phone has signed in is never closed here.
/// </summary>
internal sealed partial class ConnectionGate(
    ConnectionLimits limits, EdgeMeter meter, TimeProvider time, ILogger<ConnectionGate> logger, bool isPublic = true)
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Shares _shares = new();
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
            if (address is not null && _shares.Of(address) is { } own && own.Count >= limits.MaxPerAddress)
            {
                Evict(own, EdgeMeter.PerAddress, evicted);
            }

            if (_open >= limits.Max)
            {
                Evict(_shares.Largest, EdgeMeter.Total, evicted);
            }

            if (_open < limits.Max)
            {
                admitted = new(this, address ?? IPAddress.None, close);
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

        ShowOpen();
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
                Evict(_shares.Largest, EdgeMeter.Descriptors, evicted);
            }
        }

        foreach (var victim in evicted)
        {
            victim.Close();
        }

        meter.RecordAcceptFailure();
        ReportSometimes();
    }

    /// <summary>Changes what a connection does, and so its rank.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="requests">How many more requests are under way.</param>
    /// <param name="signedIn">How many more of them are of a phone that has signed in.</param>
    internal void Change(AdmittedConnection connection, int requests, int signedIn)
    {
        lock (_gate)
        {
            var rank = connection.Count(requests, signedIn);
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

        ShowOpen();
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

        return limits.IsProxy(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) ? null : Network(address);
    }

    /// <summary>
    /// What one subscriber has: an address of IPv4, or a /64 network of IPv6. Peers without an address, on a socket of this
    /// machine, count as one.
    /// </summary>
    internal static IPAddress Network(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.None;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new(bytes);
    }

    private void Evict(Share? share, string reason, List<AdmittedConnection> evicted)
    {
        if (share?.First is { } victim)
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
        if (connection.Rank != ConnectionRank.SignedIn)
        {
            _shares.Add(connection);
        }
    }

    private void Leave(AdmittedConnection connection)
    {
        if (connection.Rank != ConnectionRank.SignedIn)
        {
            _shares.Remove(connection);
        }
    }

    /// <summary>The gauge shows the public connections only.</summary>
    private void ShowOpen()
    {
        if (isPublic)
        {
            meter.SetOpen(Open);
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
        "Too many connections: {Evicted} of strangers were closed and {Refused} new ones refused since the last such line. "
        + "{Open} of at most {Max} are open. See docs/runbooks/overload.md.")]
    private partial void LogShed(long evicted, long refused, int open, int max);

    /// <summary>The connections of strangers of one address.</summary>
    private sealed class Share
    {
        private readonly LinkedList<AdmittedConnection>[] _ranks = [new(), new(), new()];

        public Share(IPAddress address)
        {
            Address = address;
            Place = new(this);
        }

        public IPAddress Address { get; }

        /// <summary>The place among the shares of the same size.</summary>
        public LinkedListNode<Share> Place { get; }

        public int Count => _ranks[0].Count + _ranks[1].Count + _ranks[2].Count;

        /// <summary>The one to close first.</summary>
        public AdmittedConnection? First => (_ranks[0].First ?? _ranks[1].First ?? _ranks[2].First)?.Value;

        public void Add(LinkedListNode<AdmittedConnection> node) => _ranks[(int)node.Value.Rank].AddLast(node);

        public void Remove(LinkedListNode<AdmittedConnection> node) => _ranks[(int)node.Value.Rank].Remove(node);
    }

    /// <summary>The shares of all addresses, by size.</summary>
    private sealed class Shares
    {
        /// <summary>Shares of the same size among which one with a silent connection is looked for.</summary>
        private const int LookedAt = 16;

        private readonly Dictionary<IPAddress, Share> _byAddress = [];
        private readonly List<LinkedList<Share>> _bySize = [new()];
        private int _largest;

        public Share? Largest => _bySize[_largest].Take(LookedAt).MinBy(share => share.First!.Rank);

        public Share? Of(IPAddress address) => _byAddress.GetValueOrDefault(address);

        public void Add(AdmittedConnection connection)
        {
            if (!_byAddress.TryGetValue(connection.Address, out var share))
            {
                _byAddress[connection.Address] = share = new(connection.Address);
                _bySize[0].AddLast(share.Place);
            }

            _bySize[share.Count].Remove(share.Place);
            share.Add(connection.Node);
            Sort(share);
        }

        public void Remove(AdmittedConnection connection)
        {
            var share = _byAddress[connection.Address];
            _bySize[share.Count].Remove(share.Place);
            share.Remove(connection.Node);
            Sort(share);
        }

        private void Sort(Share share)
        {
            var size = share.Count;
            if (size == 0)
            {
                _byAddress.Remove(share.Address);
            }
            else
            {
                if (size == _bySize.Count)
                {
                    _bySize.Add(new());
                }

                _bySize[size].AddLast(share.Place);
                _largest = Math.Max(_largest, size);
            }

            while (_largest > 0 && _bySize[_largest].Count == 0)
            {
                _largest--;
            }
        }
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
    private int _requests;
    private int _signedIn;

    internal AdmittedConnection(ConnectionGate gate, IPAddress address, Action close)
    {
        _gate = gate;
        _close = close;
        Address = address;
        Node = new(this);
    }

    /// <summary>What it does now.</summary>
    public ConnectionRank Rank { get; internal set; }

    /// <summary>The address that it counts for; those of proxies and of this machine's sockets count together.</summary>
    internal IPAddress Address { get; }

    internal LinkedListNode<AdmittedConnection> Node { get; }

    internal bool HasLeft { get; set; }

    /// <summary>Says that a request begins. By HTTP/2 several are under way at once.</summary>
    public void Begin() => _gate.Change(this, requests: 1, signedIn: 0);

    /// <summary>Says that the request is of a phone that has signed in.</summary>
    public void SignIn() => _gate.Change(this, requests: 0, signedIn: 1);

    /// <summary>
    /// Gives the connection of a request the rank of a phone that has signed in, once its person's quota has room for it.
    /// </summary>
    public static void SignIn(HttpContext context)
    {
        if (context.Items.TryAdd(typeof(AdmittedConnection), true))
        {
            context.Features.Get<AdmittedConnection>()?.SignIn();
        }
    }

    /// <summary>Whether a request is of a phone that has signed in.</summary>
    public static bool IsSignedIn(HttpContext context) => context.Items.ContainsKey(typeof(AdmittedConnection));

    /// <summary>Says that a request is over.</summary>
    /// <param name="wasSignedIn">Whether it was of a phone that had signed in.</param>
    public void End(bool wasSignedIn) => _gate.Change(this, requests: -1, signedIn: wasSignedIn ? -1 : 0);

    /// <summary>Says that it is closed. May be repeated.</summary>
    public void Leave() => _gate.Remove(this);

    /// <summary>Counts requests, under the lock of the gate.</summary>
    /// <returns>The rank that follows.</returns>
    internal ConnectionRank Count(int requests, int signedIn)
    {
        _requests += requests;
        _signedIn += signedIn;
        return _signedIn > 0 ? ConnectionRank.SignedIn : _requests > 0 ? ConnectionRank.Anonymous : ConnectionRank.Waiting;
    }

    internal void Close() => _close();
}
