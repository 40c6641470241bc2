using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <content>
/// Push and short messages, also of a phone that is reached by them only: it connects when there is something to do, and rests
/// soon after. And the tests of the officer at the airport.
/// </content>
public sealed partial class SimulatedPhone
{
    /// <summary>A gateway holds no more short messages for a handset that is off line.</summary>
    private const int MaxHeld = 20;

    /// <summary>How long the app stays open with nothing to send.</summary>
    private static readonly TimeSpan RestsAfter = TimeSpan.FromMinutes(10);

    private readonly Queue<Func<Task>> _held = new();

    private bool Rests => _profile.Reach != Reach.Connection && _world.Push is not null;

    /// <summary>Connects a phone that rests, for example because its subscription was lost.</summary>
    public Task WakeAsync() => Connect();

    /// <summary>Takes a push: the phone confirms it and connects for what is open. Without network it never came.</summary>
    public async Task OnPushAsync(PushMessage push)
    {
        var now = Now;
        if (!_profile.IsOnline(now))
        {
            return;
        }

        Journal.RecordSent(now);
        if (push.Kind is "prompt" or "reminder")
        {
            JournalOf(push.Person ?? Journal.Person).RecordProof(now);
        }

        if (await _world.Push!.ConfirmAsync(push))
        {
            Journal.RecordContact(now);
        }

        await Connect();
    }

    /// <inheritdoc/>
    public override Task OnTestsAsync(EntrantClient client, PhoneTests tests)
    {
        _world.Schedule.Start(() => EntryPhone.AnswerAsync(client, tests, _script.FixAt(Now, attempt: 1)));
        return Task.CompletedTask;
    }

    /// <summary>
    /// Takes a short message: the handset has it, and the person follows the link in it. Without network the gateway holds it.
    /// </summary>
    /// <param name="confirm">Tells the gateway that the handset has it.</param>
    public async Task OnShortMessageAsync(Func<Task> confirm)
    {
        if (!_profile.IsOnline(Now))
        {
            lock (_gate)
            {
                if (_held.Count < MaxHeld)
                {
                    _held.Enqueue(confirm);
                }
            }

            return;
        }

        var now = Now;
        Journal.RecordSent(now);
        Journal.RecordProof(now);
        await confirm();
        await Connect();
    }

    /// <summary>The network is back, and with it what the gateway held.</summary>
    private void ReceiveHeld()
    {
        lock (_gate)
        {
            while (_profile.IsOnline(Now) && _held.TryDequeue(out var confirm))
            {
                _world.Schedule.Start(confirm);
            }
        }
    }

    private void UsePush(EntrantClient client)
    {
        if (Rests)
        {
            if (_profile.Reach == Reach.Push)
            {
                _world.Schedule.Start(() => SubscribeAsync(client));
            }

            Plan(Now + RestsAfter, RestAsync);
        }
    }

    private async Task SubscribeAsync(EntrantClient client)
    {
        try
        {
            await client.SubscribePushAsync(await _world.Push!.SubscribeAsync());
        }
        catch (Exception exception) when (exception is HttpRequestException || IsExpectedFailure(exception))
        {
            // Off line, or the server is away: the phone subscribes again with its next connection.
        }
    }

    private Task RestAsync()
    {
        lock (_gate)
        {
            if (_outbox.Count > 0)
            {
                Plan(Now + RestsAfter, RestAsync);
                return Task.CompletedTask;
            }
        }

        return DisconnectAsync();
    }
}
