using System.Diagnostics.Metrics;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Outbox;

namespace Actors.Notifications.Outbox;

/// <summary>Counts messages by lane and channel: meter <c>Actors.Messages</c>. Never a person or an address.</summary>
internal sealed class MessageMeters
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Actors.Messages";

    private readonly TimeProvider _wall;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _proved;
    private volatile IReadOnlyList<WaitingMessages> _waiting = [];
    private volatile IReadOnlyDictionary<Channel, long> _marked = new Dictionary<Channel, long>();

    /// <summary>Creates the instruments.</summary>
    public MessageMeters(IMeterFactory meters, TimeProvider wall)
    {
        _wall = wall;
        var meter = meters.Create(MeterName);
        _sent = meter.CreateCounter<long>("actors.messages.sent", "{message}", "Messages that a provider has taken.");
        _failed = meter.CreateCounter<long>(
            "actors.messages.failed", "{attempt}", "Attempts that failed, and messages given up, by reason.");
        _proved = meter.CreateCounter<long>(
            "actors.messages.proved", "{message}", "Messages that the phone or the handset confirmed.");
        meter.CreateObservableGauge(
            "actors.messages.waiting",
            () => _waiting.Select(one => new Measurement<long>(one.Count, Tags(one.Lane, one.Channel))),
            "{message}", "Messages that no provider has taken yet.");
        meter.CreateObservableGauge(
            "actors.messages.oldest",
            () => _waiting.Select(one => new Measurement<double>(
                Math.Max(0, (_wall.GetUtcNow() - one.OldestAt).TotalSeconds), Tags(one.Lane, one.Channel))),
            "s", "The age of the oldest message that waits.");
        meter.CreateObservableGauge(
            "actors.contacts.marked",
            () => _marked.Select(one => new Measurement<long>(
                one.Value, new KeyValuePair<string, object?>("channel", Name(one.Key)))),
            "{contact}", "Addresses to which nothing is sent because they failed again and again.");
    }

    public void CountSent(Lane lane, Channel channel) => _sent.Add(1, Tags(lane, channel));

    public void CountFailed(Lane lane, Channel? channel, string reason) =>
        _failed.Add(1, [.. Tags(lane, channel), new("reason", reason)]);

    public void CountProved(Lane lane, Channel? channel) => _proved.Add(1, Tags(lane, channel));

    public void Report(IReadOnlyList<WaitingMessages> waiting, IReadOnlyDictionary<Channel, long> marked) =>
        (_waiting, _marked) = (waiting, marked);

    private static KeyValuePair<string, object?>[] Tags(Lane lane, Channel? channel) =>
        [new("lane", lane.ToString().ToLowerInvariant()), new("channel", Name(channel))];

    private static string Name(Channel? channel) => channel?.ToString().ToLowerInvariant() ?? "none";
}
