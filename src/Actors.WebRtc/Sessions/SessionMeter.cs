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

    /// <summary>A meter of a factory, or of our own where there is none.</summary>
    public SessionMeter(IMeterFactory? meters)
    {
        _isOurs = meters is null;
        _meter = meters?.Create(Name) ?? new Meter(Name);
        _setup = _meter.CreateHistogram<double>("actors.calls.setup", "s", "From the answer until media could come.");
        _ended = _meter.CreateCounter<long>("actors.calls.ended", "{call}", "Calls that are over, by why.");
        _keyFrames = _meter.CreateCounter<long>("actors.calls.keyframes", "{frame}", "Key frames handed over.");
        _requests = _meter.CreateCounter<long>("actors.calls.pli", "{request}", "Requests for key frames.");
        _nacks = _meter.CreateCounter<long>("actors.calls.nack", "{request}", "Requests for lost packets.");
    }

    /// <summary>Adds what is counted elsewhere.</summary>
    /// <param name="running">Calls now.</param>
    /// <param name="sockets">Where datagrams come in.</param>
    public void Observe(Func<int> running, IReadOnlyList<DatagramSocket> sockets)
    {
        _meter.CreateObservableUpDownCounter("actors.calls.running", running, "{call}", "Calls that are answered and not over.");
        _meter.CreateObservableCounter(
            "actors.calls.packets", () => sockets.Sum(socket => socket.Counts.Received), "{packet}", "Datagrams received.");
        _meter.CreateObservableCounter(
            "actors.calls.dropped", () => Drops(sockets), "{packet}", "Datagrams dropped, by why.");
    }

    /// <summary>A call can have media.</summary>
    public void Connected(long setupMs) => _setup.Record(setupMs / 1000.0);

    /// <summary>A call is over.</summary>
    public void Ended(SessionEnd end) => _ended.Add(1, new KeyValuePair<string, object?>("end", end.ToString()));

    /// <summary>A key frame was handed over.</summary>
    public void KeyFrame() => _keyFrames.Add(1);

    /// <summary>A key frame was asked for.</summary>
    public void KeyFrameRequest() => _requests.Add(1);

    /// <summary>Packets were asked for again.</summary>
    public void Nack() => _nacks.Add(1);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isOurs)
        {
            _meter.Dispose(); // A factory disposes of what it made.
        }
    }

    private static IEnumerable<Measurement<long>> Drops(IReadOnlyList<DatagramSocket> sockets) =>
        from reason in Enum.GetValues<DatagramDrop>()
        where reason != DatagramDrop.None
        let count = sockets.Sum(socket => socket.Counts.Of(reason))
        select new Measurement<long>(count, new KeyValuePair<string, object?>("reason", reason.ToString()));
}
