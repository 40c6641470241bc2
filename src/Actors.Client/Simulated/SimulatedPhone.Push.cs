using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <content>
/// Push, also of a phone that is reached by it only: it connects when there is something to do, and rests soon after. And the
/// tests of the officer at the airport.
/// </content>
public sealed partial class SimulatedPhone
{
    /// <summary>How long the app stays open with nothing to send.</summary>
    private static readonly TimeSpan RestsAfter = TimeSpan.FromMinutes(10);

    private bool UsesPush => _profile.IsPushOnly && _world.Push is not null;

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
        if (await _world.Push!.ConfirmAsync(push))
        {
            Journal.RecordContact(now);
        }

        await Connect();
    }

    /// <inheritdoc/>
    public override Task OnTestsAsync(EntrantClient client, PhoneTests tests)
    {
        _world.Schedule.Start(() => AnswerAsync(client, tests));
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(EntrantClient client, PhoneTests tests)
    {
        try
        {
            await client.ReportTestAsync(new(
                tests.Number, TestKind.Location, TestResult.Passed, _script.FixAt(Now, attempt: 1), new Condition()));
            await client.ReportTestAsync(new(tests.Number, TestKind.Camera, TestResult.Passed));
        }
        catch (Exception exception) when (IsExpectedFailure(exception))
        {
            // Off line: the officer tests again.
        }
    }

    private void UsePush(EntrantClient client)
    {
        if (UsesPush)
        {
            _world.Schedule.Start(() => SubscribeAsync(client));
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
