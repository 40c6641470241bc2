using System.Diagnostics.Metrics;

namespace Actors.Server.Edge;

/// <summary>Counts what strangers do, and what was done about it: meter <c>Actors.Edge</c>.</summary>
internal sealed class EdgeMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Actors.Edge";

    /// <summary>The reason of a closed connection: too many of all.</summary>
    public const string Total = "total";

    /// <summary>The reason of a closed connection: too many of its address.</summary>
    public const string PerAddress = "address";

    /// <summary>The reason of a closed connection: the process has no descriptor left.</summary>
    public const string Descriptors = "descriptors";

    /// <summary>The reason of a closed connection: phones use all connections.</summary>
    public const string Refused = "refused";

    private readonly Counter<long> _closed;
    private readonly Counter<long> _acceptFailures;
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _streams;
    private readonly Counter<long> _logLines;
    private int _open;

    public EdgeMeter(IMeterFactory meters, ConnectionLimits limits)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableGauge(
            "actors.edge.connections", () => Volatile.Read(ref _open), description: "Open connections, of phones and strangers.");
        meter.CreateObservableGauge(
            "actors.edge.connections.max", () => limits.Max, description: "The most connections that are allowed.");
        _closed = meter.CreateCounter<long>(
            "actors.edge.connections.closed", description: "Connections of strangers closed or refused, by reason.");
        _acceptFailures = meter.CreateCounter<long>(
            "actors.edge.accept.failures", description: "Connections that could not be accepted for want of descriptors.");
        _signIns = meter.CreateCounter<long>(
            "actors.edge.signins.refused", description: "Requests with an unknown or revoked token, or without one.");
        _streams = meter.CreateCounter<long>(
            "actors.edge.streams.refused", description: "Event streams of the board that were refused.");
        _logLines = meter.CreateCounter<long>(
            "actors.edge.log.dropped", description: "Lines left out of the log because too many were alike.");
    }

    public void SetOpen(int open) => Volatile.Write(ref _open, open);

    public void RecordClosed(string reason) => _closed.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void RecordAcceptFailure() => _acceptFailures.Add(1);

    public void RecordRefusedSignIn() => _signIns.Add(1);

    public void RecordRefusedStream() => _streams.Add(1);

    public void RecordDroppedLine() => _logLines.Add(1);
}
