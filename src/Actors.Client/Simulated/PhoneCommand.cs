using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <summary>A command that waits in a phone until the server has answered it. One of the messages is set.</summary>
internal sealed record PhoneCommand(ulong Id)
{
    public CheckIn? CheckIn { get; init; }

    public LocationReport? Location { get; init; }

    public HealthReport? Health { get; init; }

    /// <summary>How often the person tried after the fix was refused.</summary>
    public int Attempt { get; init; }

    public Task<Receipt> SendAsync(EntrantClient client) =>
        CheckIn is not null ? client.SendAsync(CheckIn)
        : Location is not null ? client.SendAsync(Location)
        : client.SendAsync(Health!);
}
