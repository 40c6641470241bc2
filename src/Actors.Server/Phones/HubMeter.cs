using System.Diagnostics.Metrics;

namespace Actors.Server.Phones;

/// <summary>What the hub of phones counts.</summary>
internal sealed class HubMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Actors.Hubs";

    /// <summary>The outcome of a message that was carried out or answered by a refusal of the rules.</summary>
    public const string Done = "done";

    private readonly UpDownCounter<int> _connections;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _overflows;
    private readonly Counter<long> _stalls;

    public HubMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _connections = meter.CreateUpDownCounter<int>("actors.hub.connections", description: "Phones that said Hello.");
        _messages = meter.CreateCounter<long>("actors.hub.messages", description: "Messages of phones, by name and outcome.");
        _overflows = meter.CreateCounter<long>("actors.hub.queue.overflows", description: "Phones cut off: too much waited.");
        _stalls = meter.CreateCounter<long>("actors.hub.stalls", description: "Phones cut off: they took nothing.");
    }

    public void Connected() => _connections.Add(1);

    public void Disconnected() => _connections.Add(-1);

    /// <summary>A message was answered.</summary>
    /// <param name="method">A name of the hub: one that a peer made up would make a series of its own.</param>
    /// <param name="outcome"><see cref="Done"/> or an error code.</param>
    public void Answered(string method, string outcome) => _messages.Add(1, new("method", method), new("outcome", outcome));

    public void Overflowed() => _overflows.Add(1);

    public void Stalled() => _stalls.Add(1);
}
