using Actors.Protocol;
using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <summary>
/// Sends commands, and now and then misbehaves as phones with bad software, networks or intentions do: it sends a command twice,
/// drops the connection before or after it, repeats an old command or sends nonsense.
/// </summary>
internal sealed class FaultyLine(double probability, SeededRandom random)
{
    private const int Kinds = 5;
    private const int Remembered = 3;

    private readonly Queue<PhoneCommand> _past = new();

    /// <summary>Sends a command until it is answered. Call it for one command at a time.</summary>
    public async Task<Receipt> SendAsync(EntrantClient client, PhoneCommand command, Func<DateTimeOffset> now)
    {
        var receipt = random.Chance(probability)
            ? await MisbehaveAsync(client, command, now)
            : await command.SendAsync(client);
        if (probability > 0)
        {
            _past.Enqueue(command);
            if (_past.Count > Remembered)
            {
                _past.Dequeue();
            }
        }

        return receipt;
    }

    private async Task<Receipt> MisbehaveAsync(EntrantClient client, PhoneCommand command, Func<DateTimeOffset> now)
    {
        var sentAt = now();
        switch (random.Next(Kinds))
        {
            case 0:
                var both = await Task.WhenAll(command.SendAsync(client), command.SendAsync(client));
                command.Journal.RecordAnswer(command.Id, both[1].Code, both[1].Error?.Code, now(), sentAt);
                return both[0];
            case 1:
                await client.DropAsync();
                return await command.SendAsync(client);
            case 2:
                var sending = command.SendAsync(client);
                await client.DropAsync();
                return await sending;
            case 3 when _past.TryPeek(out var old):
                var again = await old.SendAsync(client);
                old.Journal.RecordAnswer(old.Id, again.Code, again.Error?.Code, now(), sentAt);
                return await command.SendAsync(client);
            default:
                await SendNonsenseAsync(client);
                return await command.SendAsync(client);
        }
    }

    private async Task SendNonsenseAsync(EntrantClient client)
    {
        var command = new CommandId(random.NextBits()).ToString();
        var fix = new Fix(random.Between(-1_000, 1_000), random.Between(200, 1_000), -1, DateTimeOffset.UnixEpoch);
        try
        {
            await (random.Next(3) switch
            {
                0 => client.SendAsync(new LocationReport(command, fix, DateTimeOffset.MaxValue, new string('A', 16))),
                1 => client.SendAsync(new HealthReport("not-a-command", DateTimeOffset.UnixEpoch, ["none-such"], 1_000_000)),
                _ => client.ConfirmDeliveryAsync(new([new string('?', 5_000)])),
            });
        }
        catch (RefusedException)
        {
            // The server refuses nonsense, as it should.
        }
    }
}

/// <summary>A command that a phone holds until the server has answered it. Exactly one of the messages is set.</summary>
/// <param name="Id">The id.</param>
/// <param name="Journal">The journal of the person whom it is about.</param>
internal sealed record PhoneCommand(ulong Id, Journal Journal)
{
    public CheckIn? CheckIn { get; init; }

    public LocationReport? Location { get; init; }

    public HealthReport? Health { get; init; }

    /// <summary>The command with the time of this attempt.</summary>
    public PhoneCommand SentAt(DateTimeOffset? at) => this with
    {
        CheckIn = CheckIn is null ? null : CheckIn with { SentAt = at },
        Location = Location is null ? null : Location with { SentAt = at },
        Health = Health is null ? null : Health with { SentAt = at },
    };

    public Task<Receipt> SendAsync(EntrantClient client) =>
        CheckIn is not null ? client.SendAsync(CheckIn)
        : Location is not null ? client.SendAsync(Location)
        : client.SendAsync(Health!);
}
