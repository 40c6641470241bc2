using System.Diagnostics.Metrics;

namespace Actors.Server.Phones;

/// <summary>Counts connections and messages of the hub of phones: meter <c>Actors.Hubs</c>.</summary>
internal sealed class HubMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Actors.Hubs";

    /// <summary>The outcome of a message that was carried out.</summary>
    public const string Done = "done";

    private readonly UpDownCounter<int> _connections;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _overflows;
    private readonly Counter<long> _stalls;
    private readonly Counter<long> _replaced;
    private readonly Counter<long> _refused;

    public HubMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _connections = meter.CreateUpDownCounter<int>("actors.hub.connections", description: "Phones connected and welcomed.");
        _messages = meter.CreateCounter<long>("actors.hub.messages", description: "Messages of phones, by method and outcome.");
        _overflows = meter.CreateCounter<long>(
            "actors.hub.queue.overflows", description: "Phones disconnected because too many messages waited.");
        _stalls = meter.CreateCounter<long>(
            "actors.hub.stalls", description: "Phones disconnected because they took no message.");
        _replaced = meter.CreateCounter<long>(
            "actors.hub.replaced", description: "Connections closed because their person opened too many.");
        _refused = meter.CreateCounter<long>(
            "actors.hub.refused", description: "Requests to connect that were refused because their person made too many.");
    }

    public void RecordConnected() => _connections.Add(1);

    public void RecordDisconnected() => _connections.Add(-1);

    /// <summary>Records an answered message.</summary>
    /// <param name="method">A method of the hub, never a name that a peer made up: each name makes a time series.</param>
    /// <param name="outcome"><see cref="Done"/> or an error code.</param>
    public void RecordMessage(string method, string outcome) => _messages.Add(1, new("method", method), new("outcome", outcome));

    public void RecordOverflow() => _overflows.Add(1);

    public void RecordStall() => _stalls.Add(1);

    public void RecordReplaced() => _replaced.Add(1);

    public void RecordRefused() => _refused.Add(1);
}
