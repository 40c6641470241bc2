using Actors.Protocol;
using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <summary>
/// A phone with a person. It lives by the programme clock, connects and disconnects, is shown prompts and answers them as
/// its <see cref="Temper"/> has it, and writes everything into its <see cref="Journal"/>. It sends one command at a time;
/// what is given off line waits.
/// </summary>
public sealed class SimulatedPhone : PhoneListener, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<PhoneCommand> _outbox = new();
    private readonly string _token;
    private readonly PhoneProfile _profile;
    private readonly PhoneWorld _world;
    private readonly PhoneMind _mind;
    private readonly FaultyLine _line;
    private EntrantClient? _client;
    private DateTimeOffset? _ponged;
    private bool _isSending;
    private bool _isOver;

    /// <summary>A phone that lies there until <see cref="Start"/>.</summary>
    public SimulatedPhone(string person, string token, PhoneProfile profile, PhoneWorld world)
    {
        _token = token;
        _profile = profile;
        _world = world;
        _mind = new(profile);
        _line = new(world.Faults, new Dice(profile.Seed ^ 1));
        Journal = new(person) { LandedAt = profile.LandedAt, GoneSince = profile.GoneSince };
    }

    /// <summary>What it saw.</summary>
    public Journal Journal { get; }

    private DateTimeOffset Now => _world.Clock.Now;

    /// <summary>Begins to live.</summary>
    public void Start()
    {
        foreach (var at in _profile.CheckInsAt)
        {
            Plan(at, CheckIn);
        }

        foreach (var absence in _profile.Offline)
        {
            Plan(absence.From, DisconnectAsync);
            Plan(absence.To, Connect);
        }

        if (_profile.GoneSince is { } goneSince)
        {
            _world.Schedule.At(goneSince, DisconnectAsync);
        }

        Plan(_profile.ConnectsAt, Connect);
    }

    /// <inheritdoc/>
    public override Task OnWelcomeAsync(EntrantClient client, Welcome welcome)
    {
        // The answer may have been long on its way, and at high speed a moment is half an hour: the server knows when it heard.
        Journal.ShowLife(welcome.ServerTime < Now ? welcome.ServerTime : Now);
        var prompts = welcome.Homes.Where(home => home.Person == Journal.Person).SelectMany(home => home.Prompts).ToList();
        foreach (var prompt in prompts)
        {
            Show(prompt);
        }

        if (prompts.Count > 0)
        {
            _world.Schedule.Start(() => DeliverAsync(client, [.. prompts.Select(prompt => prompt.Handle)]));
        }

        Hurry();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnPromptAsync(EntrantClient client, PromptMessage message)
    {
        if (message.Person == Journal.Person)
        {
            if (Show(message.Prompt) && message.Occasion == PromptOccasion.Issued)
            {
                _world.Arrived(message.Prompt.IssuedAt);
            }

            _world.Schedule.Start(() => DeliverAsync(client, [message.Prompt.Handle]));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task<Condition?> OnPingAsync(EntrantClient client, Ping ping)
    {
        // That the server asks again on the same connection tells that the last answer came through.
        if (_ponged is { } before)
        {
            Journal.ShowLife(before);
        }

        _ponged = Now;
        Journal.Speak(Now);
        return Task.FromResult<Condition?>(new(BatteryPercent: _mind.Battery()));
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(EntrantClient client, Exception? exception)
    {
        _ponged = null;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _isOver = true;
        }

        await DisconnectAsync();
    }

    /// <summary>Plans what only happens when the person is not gone by then.</summary>
    private void Plan(DateTimeOffset at, Func<Task> step)
    {
        if (!(at >= _profile.GoneSince))
        {
            _world.Schedule.At(at, step);
        }
    }

    private Task Connect()
    {
        lock (_gate)
        {
            if (_client is null && !_isOver && !_profile.Offline.Any(absence => absence.Holds(Now)))
            {
                var options = _world.Options with { AcknowledgesPrompts = false, KeepsOrder = false };
                _client = new EntrantClient(_token, options, this);
                _ = _client.StartAsync();
            }
        }

        return Task.CompletedTask;
    }

    private async Task DisconnectAsync()
    {
        EntrantClient? client;
        lock (_gate)
        {
            client = _client;
            _client = null;
            _ponged = null;
        }

        if (client is not null)
        {
            await client.DisposeAsync();
            Journal.Speak(Now); // A Hello may have come through of which no answer came back.
        }
    }

    /// <summary>Shows a prompt. One that is there already is only brought up to date: it is answered once.</summary>
    /// <returns>Whether it is new.</returns>
    private bool Show(Prompt prompt)
    {
        var isNew = Journal.Show(prompt.Handle, Now, prompt.ClosesAt);
        if (isNew && _mind.AnswersAt(Now) is { } at)
        {
            Plan(at, () => AnswerAsync(prompt));
        }

        return isNew;
    }

    private async Task DeliverAsync(EntrantClient client, IReadOnlyList<string> handles)
    {
        var sentAt = Now;
        foreach (var handle in handles)
        {
            Journal.SendDelivery(handle, sentAt);
        }

        try
        {
            await client.ConfirmDeliveryAsync(new(handles));
        }
        catch (Exception exception) when (IsInVain(exception))
        {
            return; // Off line, or the handle is not taken any more: the next welcome shows what is still open.
        }

        var now = Now;
        foreach (var handle in handles)
        {
            Journal.AcknowledgeDelivery(handle, now, sentAt);
        }
    }

    private Task CheckIn()
    {
        var id = _mind.DrawCommand();
        Give(new(id) { CheckIn = new(Text(id), _mind.FixAt(Now, attempt: 1), Now) }, handle: null);
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(Prompt prompt)
    {
        var client = _client;
        if (client is not null && _mind.LooksFirst())
        {
            try
            {
                var opened = Now;
                Journal.Speak(opened);
                await client.ConfirmOpenedAsync(new(prompt.Handle));
                Journal.ShowLife(opened);
            }
            catch (Exception exception) when (IsInVain(exception))
            {
                // Off line again; the answer waits.
            }
        }

        var id = _mind.DrawCommand();
        if (prompt.Kind == PromptKind.Health)
        {
            Give(new(id) { Health = _mind.HealthAt(Now, Text(id), prompt.Handle) }, prompt.Handle);
        }
        else
        {
            Give(new(id) { Location = new(Text(id), _mind.FixAt(Now, attempt: 0), Now, prompt.Handle) }, prompt.Handle);
            if (_mind.ReportsUnasked())
            {
                var unasked = _mind.DrawCommand();
                Give(new(unasked) { Location = new(Text(unasked), _mind.FixAt(Now, attempt: 1), Now) }, handle: null);
            }
        }
    }

    private void Give(PhoneCommand command, string? handle)
    {
        Journal.Give(command.Id, handle, Now);
        lock (_gate)
        {
            _outbox.Enqueue(command);
        }

        Hurry();
    }

    /// <summary>Sends what waits, unless somebody does it already.</summary>
    private void Hurry()
    {
        lock (_gate)
        {
            if (_isSending || _outbox.Count == 0 || _client is null)
            {
                return;
            }

            _isSending = true;
        }

        _world.Schedule.Start(SendAsync);
    }

    private async Task SendAsync()
    {
        while (Next() is var (client, command))
        {
            try
            {
                await SendAsync(client, command);
                lock (_gate)
                {
                    _outbox.Dequeue();
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                // The connection was given up; the next one sends it again.
            }
        }
    }

    private async Task SendAsync(EntrantClient client, PhoneCommand command)
    {
        var begun = _world.Wall.GetTimestamp();
        var sentAt = Now;
        Journal.Speak(sentAt);
        try
        {
            var receipt = await _line.SendAsync(client, command, Journal, () => Now);
            Journal.Answer(command.Id, receipt.Code, receipt.Error?.Code, Now, sentAt);
            if (receipt.IsAccepted)
            {
                _world.Reported(_world.Wall.GetElapsedTime(begun));
            }
            else if (receipt.Error!.Code == ErrorCode.FixUnusable && command is { Attempt: < 3 })
            {
                Plan(Now.AddMinutes(1), () => TryAgain(command));
            }
        }
        catch (RefusedException refused)
        {
            Journal.Answer(command.Id, receipt: null, refused.Error.Code, Now, sentAt);
        }
    }

    /// <summary>Another fix, under another command.</summary>
    private Task TryAgain(PhoneCommand refused)
    {
        var id = _mind.DrawCommand();
        var fix = _mind.FixAt(Now, refused.Attempt + 1);
        Give(
            refused with
            {
                Id = id,
                Attempt = refused.Attempt + 1,
                CheckIn = refused.CheckIn is { } checkIn
                    ? checkIn with { CommandId = Text(id), Fix = fix, AnsweredAt = Now } : null,
                Location = refused.Location is { } report
                    ? report with { CommandId = Text(id), Fix = fix, AnsweredAt = Now } : null,
            },
            refused.Location?.Handle);
        return Task.CompletedTask;
    }

    /// <summary>What is to be sent next and by which client; null: nothing, and nobody sends any more.</summary>
    private (EntrantClient Client, PhoneCommand Command)? Next()
    {
        lock (_gate)
        {
            if (_client is { } client && _outbox.TryPeek(out var command))
            {
                return (client, command);
            }

            _isSending = false;
            return null;
        }
    }

    /// <summary>Off line, or the handle is not taken any more.</summary>
    private static bool IsInVain(Exception exception) =>
        exception is OperationCanceledException or ObjectDisposedException or RefusedException;

    private static string Text(ulong id) => new CommandId(id).ToString();
}
