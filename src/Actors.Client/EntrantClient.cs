using Actors.Client.Transport;
using Actors.Protocol;
using Actors.Protocol.Messages;

namespace Actors.Client;

/// <summary>
/// A phone in C#: connects, says Hello, connects again by itself when the connection is lost, and sends a command again,
/// under the same id, until it is answered. Many calls may be made at once; commands go out one after another, in the order
/// in which they were given, because the server refuses an old one that many newer ones have overtaken.
/// </summary>
public sealed class EntrantClient : IAsyncDisposable
{
    private readonly PhoneListener _listener;
    private readonly HubLine _line;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource<Welcome> _welcome = NewSource();
    private Task _lastCommand = Task.CompletedTask;
    private Task? _running;
    private int? _call;

    /// <summary>A client that is not connected yet.</summary>
    /// <param name="token">The token of the phone.</param>
    /// <param name="options">Where to and how.</param>
    /// <param name="listener">Who hears what the server says.</param>
    public EntrantClient(string token, EntrantClientOptions options, PhoneListener listener)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _listener = listener;
        _line = new(token, options);
        _line.On<PromptMessage>(EntrantHubNames.ShowPrompt, OnPromptAsync);
        _line.On<Home>(EntrantHubNames.HomeChanged, home => _listener.OnHomeAsync(this, home));
        _line.On<Notice>(EntrantHubNames.Notice, notice => _listener.OnNoticeAsync(this, notice));
        _line.On<Ping>(EntrantHubNames.Ping, OnPingAsync);
        _line.On<Resync>(EntrantHubNames.Resync, _ => SayHelloAsync(_stopping.Token));
        _line.On<VideoCall>(EntrantHubNames.CallChanged, OnCallAsync);
        _line.On<CallFeedback>(EntrantHubNames.CallFeedback, feedback => _listener.OnCallFeedbackAsync(this, feedback));
    }

    /// <summary>What it was told at first.</summary>
    public EntrantClientOptions Options { get; }

    /// <summary>Anything of whoever uses the client, so that one listener may serve many.</summary>
    public object? Tag { get; set; }

    /// <summary>Whether the server has welcomed the client on the present connection.</summary>
    public bool IsConnected => _welcome.Task.IsCompletedSuccessfully;

    /// <summary>Connects, and tries again until it is welcomed, refused for good, or given up.</summary>
    /// <exception cref="RefusedException">The server does not speak with this client, for example by its version.</exception>
    /// <exception cref="SignInRefusedException">The server does not accept the token.</exception>
    public Task<Welcome> StartAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
        lock (_lock)
        {
            _running ??= Task.Run(RunAsync, CancellationToken.None);
            return _welcome.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The person is at the place of stay.</summary>
    /// <param name="fix">Where.</param>
    /// <param name="answeredAt">When the person pressed.</param>
    /// <param name="person">For whom; null: the client's person.</param>
    /// <param name="cancellationToken">Gives up; the command may have been carried out.</param>
    public Task<Receipt> CheckInAsync(
        Fix fix, DateTimeOffset answeredAt, string? person = null, CancellationToken cancellationToken = default) =>
        SendAsync(new CheckIn(CommandId.Draw().ToString(), fix, answeredAt, person), cancellationToken);

    /// <summary>A position.</summary>
    /// <param name="fix">Where.</param>
    /// <param name="answeredAt">When the person gave it.</param>
    /// <param name="handle">Of the prompt that it answers; null: nobody asked.</param>
    /// <param name="person">Of whom; null: the client's person.</param>
    /// <param name="cancellationToken">Gives up; the command may have been carried out.</param>
    public Task<Receipt> ReportLocationAsync(
        Fix fix, DateTimeOffset answeredAt, string? handle = null, string? person = null,
        CancellationToken cancellationToken = default) =>
        SendAsync(new LocationReport(CommandId.Draw().ToString(), fix, answeredAt, handle, person), cancellationToken);

    /// <inheritdoc cref="SendAsync(HealthReport, CancellationToken)"/>
    public Task<Receipt> SendAsync(CheckIn checkIn, CancellationToken cancellationToken = default) =>
        CommandAsync(EntrantHubNames.CheckIn, checkIn, cancellationToken);

    /// <inheritdoc cref="SendAsync(HealthReport, CancellationToken)"/>
    public Task<Receipt> SendAsync(LocationReport report, CancellationToken cancellationToken = default) =>
        CommandAsync(EntrantHubNames.ReportLocation, report, cancellationToken);

    /// <summary>Sends a command, again after every reconnect, until it is answered: accepted or refused.</summary>
    /// <exception cref="RefusedException">The server could not take the message for what it is.</exception>
    public Task<Receipt> SendAsync(HealthReport report, CancellationToken cancellationToken = default) =>
        CommandAsync(EntrantHubNames.ReportHealth, report, cancellationToken);

    /// <summary>Prompts reached the phone. Only for clients that do not acknowledge by themselves.</summary>
    public Task ConfirmDeliveryAsync(Delivery delivery, CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(EntrantHubNames.Delivered, delivery, cancellationToken);

    /// <summary>The person looked at a prompt.</summary>
    public Task ConfirmOpenedAsync(Opening opening, CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(EntrantHubNames.Opened, opening, cancellationToken);

    /// <summary>What the phone is to show of a person now.</summary>
    public Task<Home> GetHomeAsync(string? person = null, CancellationToken cancellationToken = default) =>
        InvokeAsync<Home>(EntrantHubNames.GetHome, new HomeRequest(person), cancellationToken);

    /// <summary>A page of what was recorded about a person, the newest first.</summary>
    /// <param name="before">The <see cref="TimelinePage.Next"/> of the page before; null: the newest page.</param>
    /// <param name="person">Whose; null: the client's person.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<TimelinePage> GetTimelineAsync(
        long? before = null, string? person = null, CancellationToken cancellationToken = default) =>
        InvokeAsync<TimelinePage>(EntrantHubNames.GetTimeline, new TimelineRequest(person, before), cancellationToken);

    /// <summary>The person wants to be called now.</summary>
    public Task RequestCallAsync(CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(EntrantHubNames.RequestCall, new CallRequest(), cancellationToken);

    /// <summary>The person answers a call.</summary>
    /// <param name="number">Which call.</param>
    /// <param name="offer">The description of the connection (SDP).</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The server's description.</returns>
    public async Task<string> AnswerCallAsync(int number, string offer, CancellationToken cancellationToken = default) =>
        (await InvokeAsync<CallAnswer>(EntrantHubNames.AnswerCall, new CallOffer(number, offer), cancellationToken)).Answer;

    /// <summary>The person does not want to be called now, or hangs up.</summary>
    public Task DeclineCallAsync(int number, CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(EntrantHubNames.DeclineCall, new CallReference(number), cancellationToken);

    /// <summary>The person wants to speak to somebody.</summary>
    public Task AskForPersonAsync(int number, CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(EntrantHubNames.AskForPerson, new CallReference(number), cancellationToken);

    /// <summary>Where the phone is during a call.</summary>
    public Task<Receipt> SendAsync(CallPlace place, CancellationToken cancellationToken = default) =>
        CommandAsync(EntrantHubNames.ReportCallPlace, place, cancellationToken);

    /// <summary>
    /// Closes the connection as if it were lost: the client comes back by itself. For tests of what happens then.
    /// </summary>
    public Task DropAsync() => _line.CloseAsync();

    /// <summary>Disconnects for good. Calls that wait end as cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_running is { } running)
        {
            await running;
        }

        await _line.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var failures = 0;
        while (!_stopping.IsCancellationRequested)
        {
            Exception? exception;
            try
            {
                await _line.OpenAsync(_stopping.Token);
                await SayHelloAsync(_stopping.Token);
                failures = 0;
                exception = await _line.WaitForEndAsync(_stopping.Token);
            }
            catch (Exception caught) when (caught is SignInRefusedException or RefusedException { IsPassing: false })
            {
                await _line.CloseAsync();
                _welcome.TrySetException(caught);
                return;
            }
            catch (Exception caught)
            {
                exception = caught;
                await _line.CloseAsync();
            }

            Renew();
            if (!_stopping.IsCancellationRequested)
            {
                await _listener.OnDisconnectedAsync(this, exception);
                await PauseAsync(++failures);
            }
        }

        _welcome.TrySetCanceled(_stopping.Token);
    }

    private async Task SayHelloAsync(CancellationToken cancellationToken)
    {
        var hello = new Hello(
            Options.ProtocolVersion, Options.AppVersion, Options.Platform, Options.Language, Options.Condition, _call);
        var welcome = await _line.InvokeAsync<Welcome>(EntrantHubNames.Hello, hello, cancellationToken);
        await _listener.OnWelcomeAsync(this, welcome);
        if (welcome.Call is { } call)
        {
            await OnCallAsync(call);
        }

        _welcome.TrySetResult(welcome);
        if (Options.AcknowledgesPrompts)
        {
            foreach (var home in welcome.Homes)
            {
                foreach (var handles in home.Prompts.Select(prompt => prompt.Handle).Chunk(Limits.Handles))
                {
                    await AcknowledgeAsync(new(handles, home.Person));
                }
            }
        }
    }

    private async Task OnPromptAsync(PromptMessage message)
    {
        await _listener.OnPromptAsync(this, message);
        if (Options.AcknowledgesPrompts)
        {
            await AcknowledgeAsync(new([message.Prompt.Handle], message.Person));
        }
    }

    private async Task OnCallAsync(VideoCall call)
    {
        _call = call.Stage == CallStage.Ended ? null : call.Number;
        await _listener.OnCallAsync(this, call);
        if (call.Stage == CallStage.Ringing && Options.AcknowledgesPrompts)
        {
            await TryOnceAsync(EntrantHubNames.CallShown, new CallReference(call.Number));
        }
    }

    private async Task OnPingAsync(Ping ping)
    {
        var pong = new Pong(await _listener.OnPingAsync(this, ping));
        await TryOnceAsync(EntrantHubNames.Pong, pong);
    }

    private Task AcknowledgeAsync(Delivery delivery) => TryOnceAsync(EntrantHubNames.Delivered, delivery);

    /// <summary>What needs no second attempt: after the next Hello the server asks or shows again.</summary>
    private async Task TryOnceAsync(string method, object message)
    {
        try
        {
            await _line.InvokeAsync<object>(method, message, _stopping.Token);
        }
        catch (Exception exception) when (exception is RefusedException || HubLine.IsLoss(exception))
        {
            // A handle that died meanwhile, or a connection that is gone.
        }
    }

    private async Task<Receipt> CommandAsync(string method, object command, CancellationToken cancellationToken)
    {
        if (!Options.KeepsOrder)
        {
            return await InvokeAsync<Receipt>(method, command, cancellationToken);
        }

        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = Interlocked.Exchange(ref _lastCommand, answered.Task);
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
            await before.WaitAsync(either.Token);
            return await InvokeAsync<Receipt>(method, command, cancellationToken);
        }
        finally
        {
            // One that was given up while it waited lets the next one go when those before it are answered.
            _ = before.ContinueWith(_ => answered.SetResult(), TaskScheduler.Default);
        }
    }

    private async Task<T> InvokeAsync<T>(string method, object message, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        for (var failures = 1; ; failures++)
        {
            await _welcome.Task.WaitAsync(either.Token);
            try
            {
                return await _line.InvokeAsync<T>(method, message, either.Token);
            }
            catch (RefusedException refused) when (refused.IsPassing)
            {
                await Task.Delay(Options.PauseAfter(failures), Options.TimeProvider, either.Token);
            }
            catch (Exception exception) when (HubLine.IsLoss(exception) && !either.IsCancellationRequested)
            {
                // The next welcome is waited for, unless the loss has not been noticed yet: then a short while.
                await Task.Delay(Options.PauseAfter(1), Options.TimeProvider, either.Token);
            }
        }
    }

    /// <summary>From now on those who wait for a welcome wait for the next one.</summary>
    private void Renew()
    {
        lock (_lock)
        {
            if (_welcome.Task.IsCompleted)
            {
                _welcome = NewSource();
            }
        }
    }

    private async Task PauseAsync(int failures)
    {
        try
        {
            await Task.Delay(Options.PauseAfter(failures), Options.TimeProvider, _stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private static TaskCompletionSource<Welcome> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
