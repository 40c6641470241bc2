using Actors.Protocol;
using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <summary>
/// Sends commands, now and then as phones with bad software, bad networks or bad intentions do: twice at once, with the
/// connection cut before or after, together with an old command or with nonsense.
/// </summary>
internal sealed class FaultyLine(double probability, Dice dice)
{
    private const int Kinds = 5;
    private const int Remembered = 3;

    private readonly Queue<PhoneCommand> _past = new();

    /// <summary>Sends a command until it is answered. One at a time.</summary>
    public async Task<Receipt> SendAsync(EntrantClient client, PhoneCommand command, Journal journal, Func<DateTimeOffset> now)
    {
        var receipt = dice.Chance(probability)
            ? await MisbehaveAsync(client, command, journal, now)
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

    private async Task<Receipt> MisbehaveAsync(
        EntrantClient client, PhoneCommand command, Journal journal, Func<DateTimeOffset> now)
    {
        var sentAt = now();
        switch (dice.Next(Kinds))
        {
            case 0:
                var both = await Task.WhenAll(command.SendAsync(client), command.SendAsync(client));
                journal.Answer(command.Id, both[1].Code, both[1].Error?.Code, now(), sentAt);
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
                journal.Answer(old.Id, again.Code, again.Error?.Code, now(), sentAt);
                return await command.SendAsync(client);
            default:
                await SendNonsenseAsync(client);
                return await command.SendAsync(client);
        }
    }

    private async Task SendNonsenseAsync(EntrantClient client)
    {
        var command = new CommandId(dice.Bits()).ToString();
        var fix = new Fix(dice.Between(-1_000, 1_000), dice.Between(200, 1_000), -1, DateTimeOffset.UnixEpoch);
        try
        {
            await (dice.Next(3) switch
            {
                0 => client.SendAsync(new LocationReport(command, fix, DateTimeOffset.MaxValue, new string('A', 16))),
                1 => client.SendAsync(new HealthReport("not-a-command", DateTimeOffset.UnixEpoch, ["none-such"], 1_000_000)),
                _ => client.ConfirmDeliveryAsync(new([new string('?', 5_000)])),
            });
        }
        catch (RefusedException)
        {
            // As it should be.
        }
    }
}
