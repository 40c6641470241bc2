using System.Diagnostics.Metrics;

namespace Actors.WebRtc.Sessions;

/// <summary>The figures of calls, in the meter <c>Actors.WebRtc</c>.</summary>
internal sealed class SessionMeter : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Actors.WebRtc";

    private readonly Meter _meter;
    private readonly bool _isOurs;
    private readonly Histogram<double> _setup;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _keyFrames;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _nacks;
    private readonly Counter<long> _droppedFrames;
    private readonly Counter<long> _pathChanges;
    private readonly Counter<long> _withheld;

    /// <summary>Creates the meter with a factory, or a meter of its own if <paramref name="meters"/> is null.</summary>
    public SessionMeter(IMeterFactory? meters)
    {
        _isOurs = meters is null;
        _meter = meters?.Create(Name) ?? new Meter(Name);
        _setup = _meter.CreateHistogram<double>("actors.calls.setup", "s", "Time from the answer until media may flow.");
        _ended = _meter.CreateCounter<long>("actors.calls.ended", "{call}", "Ended calls, by reason.");
        _keyFrames = _meter.CreateCounter<long>("actors.calls.keyframes", "{frame}", "Key frames delivered.");
        _requests = _meter.CreateCounter<long>("actors.calls.pli", "{request}", "Requests for key frames.");
        _nacks = _meter.CreateCounter<long>("actors.calls.nack", "{request}", "Requests for lost packets.");
        _droppedFrames = _meter.CreateCounter<long>(
            "actors.calls.frames.dropped", "{frame}", "Key frames dropped before they are assembled, by reason.");
        _pathChanges = _meter.CreateCounter<long>("actors.calls.path.changes", "{change}", "Changes of the address of a phone.");
        _withheld = _meter.CreateCounter<long>(
            "actors.calls.withheld", "{packet}", "Datagrams not sent because their address has not answered a check.");
    }

    /// <summary>Adds instruments that read counters elsewhere.</summary>
    /// <param name="running">Reads the number of running calls.</param>
    /// <param name="sockets">The sockets that count datagrams.</param>
    public void Observe(Func<int> running, IReadOnlyList<DatagramSocket> sockets)
    {
        _meter.CreateObservableUpDownCounter("actors.calls.running", running, "{call}", "Running calls.");
        _meter.CreateObservableCounter(
            "actors.calls.packets", () => sockets.Sum(socket => socket.Counts.Received), "{packet}", "Datagrams received.");
        _meter.CreateObservableCounter(
            "actors.calls.dropped", () => Drops(sockets), "{packet}", "Datagrams dropped, by reason.");
    }

    /// <summary>Records the setup time of a connected call.</summary>
    public void Connected(long setupMs) => _setup.Record(setupMs / 1000.0);

    /// <summary>Counts the end of a call.</summary>
    public void Ended(SessionEnd end) => _ended.Add(1, new KeyValuePair<string, object?>("end", end.ToString()));

    /// <summary>Counts a delivered key frame.</summary>
    public void KeyFrame() => _keyFrames.Add(1);

    /// <summary>Counts a request for a key frame.</summary>
    public void KeyFrameRequest() => _requests.Add(1);

    /// <summary>Counts a request for lost packets.</summary>
    public void Nack() => _nacks.Add(1);

    /// <summary>Counts a key frame that is dropped before it is assembled.</summary>
    public void FrameDrop(FrameDrop reason) =>
        _droppedFrames.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));

    /// <summary>Counts a call that goes on by another address of its phone.</summary>
    public void PathChange() => _pathChanges.Add(1);

    /// <summary>Counts a datagram that is not sent because its address has not answered a check.</summary>
    public void Withheld() => _withheld.Add(1);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isOurs)
        {
            _meter.Dispose(); // A factory disposes of its meters itself.
        }
    }

    private static IEnumerable<Measurement<long>> Drops(IReadOnlyList<DatagramSocket> sockets) =>
        from reason in Enum.GetValues<DatagramDrop>()
        where reason != DatagramDrop.None
        let count = sockets.Sum(socket => socket.Counts.Of(reason))
        select new Measurement<long>(count, new KeyValuePair<string, object?>("reason", reason.ToString()));
}
