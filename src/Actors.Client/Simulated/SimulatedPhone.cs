using Actors.Protocol;
using Actors.Protocol.Messages;

namespace Actors.Client.Simulated;

/// <summary>
/// A phone with a person and the companions. It follows the programme clock, connects and disconnects, answers prompts by its
/// <see cref="Behaviour"/>, and records it in its <see cref="Journal"/>. It sends one command at a time, later if off line.
/// </summary>
public sealed partial class SimulatedPhone : PhoneListener, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<PhoneCommand> _outbox = new();
    private readonly string _token;
    private readonly PhoneProfile _profile;
    private readonly PhoneWorld _world;
    private readonly PhoneScript _script;
    private readonly FaultyLine _line;
    private EntrantClient? _client;
    private DateTimeOffset _saidHelloAt;
    private DateTimeOffset? _ponged;
    private int _pastCheckIns;
    private bool _isSending;
    private bool _isOver;

    /// <summary>Creates a phone that does nothing until <see cref="Start"/>.</summary>
    public SimulatedPhone(string person, string token, PhoneProfile profile, PhoneWorld world)
    {
        _token = token;
        _profile = profile;
        _world = world;
        _script = new(profile);
        _line = new(world.Faults, new SeededRandom(profile.Seed ^ 1));
        Journal = new(person)
        {
            LandedAt = profile.LandedAt,
            GoneSince = profile.GoneSince,
            IsClockWrong = profile.ClockAhead != TimeSpan.Zero,
        };
    }

    /// <summary>What the phone saw and was told.</summary>
    public Journal Journal { get; }

    private DateTimeOffset Now => _world.Clock.Now;

    /// <summary>The clock of the phone, which may be wrong.</summary>
    private DateTimeOffset PhoneTime => _profile.PhoneTimeAt(Now);

    /// <summary>
    /// Plans the steps of the phone from now on. In the middle of a stay it goes on from what the server says is open. The
    /// server also says whether a past check-in is still to be made.
    /// </summary>
    public void Start()
    {
        var now = Now;
        _pastCheckIns = _profile.CheckInsAt.Count(at => at <= now);
        foreach (var at in _profile.CheckInsAt.Where(at => at > now))
        {
            Plan(at, CheckIn);
        }

        foreach (var absence in _profile.Offline.Where(absence => absence.To > now))
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

    /// <summary>
    /// Asks the server for the home screen and waits for the answer, over as many attempts and servers as it takes. Returns at
    /// once if the phone is off line.
    /// </summary>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        if (_client is not { } client)
        {
            return;
        }

        try
        {
            Journal.RecordSent(Now);
            await client.GetHomeAsync(cancellationToken: cancellationToken);
        }
        catch (Exception exception) when (IsExpectedFailure(exception) && !cancellationToken.IsCancellationRequested)
        {
            // The phone went off line.
        }
    }

    /// <summary>The time of a contact: the answer may be written much later in programme time.</summary>
    public override void OnHello(EntrantClient client) => _saidHelloAt = Now;

    /// <inheritdoc/>
    public override Task OnWelcomeAsync(EntrantClient client, Welcome welcome)
    {
        Journal.RecordContact(_saidHelloAt);
        Journal.RecordConnected(Now);
        UsePush(client);
        var home = welcome.Homes.SingleOrDefault(home => home.Person == Journal.Person);
        foreach (var one in welcome.Homes.Where(one => one.Prompts.Count > 0))
        {
            var journal = JournalOf(one.Person);
            foreach (var prompt in one.Prompts)
            {
                if (RecordPrompt(journal, prompt) && Rests && _profile.IsOnline(prompt.IssuedAt))
                {
                    _world.Arrived(prompt.IssuedAt); // By push or short message.
                }
            }

            _world.Schedule.Start(() => DeliverAsync(client, journal, [.. one.Prompts.Select(prompt => prompt.Handle)]));
        }

        foreach (var companion in welcome.Homes.Where(
            one => one.Person != Journal.Person && one.Checklist is { CheckedIn: false }))
        {
            CheckIn(JournalOf(companion.Person));
        }

        // Whether the check-in at a second place was made is not known. To repeat it does no harm.
        var pastCheckIns = Interlocked.Exchange(ref _pastCheckIns, 0);
        if (pastCheckIns > 1 || (pastCheckIns == 1 && home?.Checklist is { CheckedIn: false }))
        {
            return CheckIn();
        }

        SendPending();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnPromptAsync(EntrantClient client, PromptMessage message)
    {
        var journal = JournalOf(message.Person);
        if (RecordPrompt(journal, message.Prompt) && message.Occasion == PromptOccasion.Issued)
        {
            _world.Arrived(message.Prompt.IssuedAt);
        }

        _world.Schedule.Start(() => DeliverAsync(client, journal, [message.Prompt.Handle]));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task<Condition?> OnPingAsync(EntrantClient client, Ping ping)
    {
        // Another ping on the same connection proves that the answer to the last one arrived.
        if (_ponged is { } before)
        {
            Journal.RecordContact(before);
        }

        _ponged = Now;
        Journal.RecordSent(Now);
        return Task.FromResult<Condition?>(new(BatteryPercent: _script.BatteryPercent()));
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(EntrantClient client, Exception? exception)
    {
        Journal.RecordDisconnected(Now);
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

    /// <summary>Plans a step unless the person is gone by then.</summary>
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
            if (_client is null && !_isOver && _profile.IsOnline(Now))
            {
                var options = _world.Options with { AcknowledgesPrompts = false, KeepsOrder = false };
                _client = new EntrantClient(_token, options, this);
                _ = _client.StartAsync();
            }
        }

        ReceiveHeld();

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
            Journal.RecordDisconnected(Now);
            await client.DisposeAsync();
            Journal.RecordSent(Now); // The server may have received a Hello whose answer is lost.
        }
    }

    private void Enqueue(PhoneCommand command, string? handle)
    {
        command.Journal.RecordCommand(command.Id, handle, Now);
        lock (_gate)
        {
            _outbox.Enqueue(command);
        }

        if (Rests)
        {
            Connect(); // The person opens the app.
        }

        SendPending();
    }

    /// <summary>Starts to send the waiting commands unless that is in progress.</summary>
    private void SendPending()
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
                // The client was disposed; the next one sends the command again.
            }
        }
    }

    private async Task SendAsync(EntrantClient client, PhoneCommand command)
    {
        var begun = _world.Wall.GetTimestamp();
        var sentAt = Now;
        Journal.RecordSent(sentAt);
        try
        {
            var attempt = command.SentAt(_profile.TellsSendTime ? PhoneTime : null);
            var receipt = await _line.SendAsync(client, attempt, () => Now);
            command.Journal.RecordAnswer(command.Id, receipt.Code, receipt.Error?.Code, Now, sentAt);
            if (receipt.IsAccepted)
            {
                _world.Reported(_world.Wall.GetElapsedTime(begun));
            }
        }
        catch (RefusedException refused)
        {
            command.Journal.RecordAnswer(command.Id, receipt: null, refused.Error.Code, Now, sentAt);
        }
    }

    /// <summary>The next command and the client that sends it; null, and sending ends, if there is none.</summary>
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

    /// <summary>Whether the phone is off line or the handle has expired.</summary>
    private static bool IsExpectedFailure(Exception exception) =>
        exception is OperationCanceledException or ObjectDisposedException or RefusedException;

    private static string Text(ulong id) => new CommandId(id).ToString();
}
