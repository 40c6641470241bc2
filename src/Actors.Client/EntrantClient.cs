using System.Net.Http.Json;
using Actors.Client.Transport;
using Actors.Protocol;
using Actors.Protocol.Messages;

namespace Actors.Client;

/// <summary>
/// A phone in C#. It connects, says Hello, reconnects by itself after a loss, to another server if it knows one, and repeats a
/// command under the same id until it is answered. Methods may be called at the same time. Commands go out one after another
/// in the order of the calls, because the server refuses an old command that many newer ones have overtaken.
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

    /// <summary>Creates a client that is not connected yet.</summary>
    /// <param name="token">The token of the phone.</param>
    /// <param name="options">The servers and the settings.</param>
    /// <param name="listener">Receives what the server sends.</param>
    public EntrantClient(string token, EntrantClientOptions options, PhoneListener listener)
    {
        Options = options;
        _listener = listener;
        _line = new(token, options);
        _line.On<PromptMessage>(nameof(IPhone.ShowPrompt), OnPromptAsync);
        _line.On<Home>(nameof(IPhone.HomeChanged), home => _listener.OnHomeAsync(this, home));
        _line.On<Notice>(nameof(IPhone.Notice), notice => _listener.OnNoticeAsync(this, notice));
        _line.On<Ping>(nameof(IPhone.Ping), OnPingAsync);
        _line.On<Resync>(nameof(IPhone.Resync), _ => SayHelloAsync(_stopping.Token));
        _line.On<Reconnect>(nameof(IPhone.Reconnect), OnReconnectAsync);
        _line.On<VideoCall>(nameof(IPhone.CallChanged), OnCallAsync);
        _line.On<PhoneTests>(nameof(IPhone.RunTests), tests => _listener.OnTestsAsync(this, tests));
        _line.On<CallFeedback>(nameof(IPhone.CallFeedback), feedback => _listener.OnCallFeedbackAsync(this, feedback));
    }

    /// <summary>The settings.</summary>
    public EntrantClientOptions Options { get; }

    /// <summary>Free for the caller, so that one listener can tell its clients apart.</summary>
    public object? Tag { get; set; }

    /// <summary>Whether the server has welcomed the client on the present connection.</summary>
    public bool IsConnected => _welcome.Task.IsCompletedSuccessfully;

    /// <summary>Connects, and tries again until the server welcomes or refuses the client.</summary>
    /// <exception cref="RefusedException">The server refuses the client, for example because of its version.</exception>
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

    /// <summary>Checks in at the place of stay.</summary>
    /// <param name="fix">The position.</param>
    /// <param name="answeredAt">When the person pressed the button, in programme time.</param>
    /// <param name="person">The id of a companion; null for the client's person.</param>
    /// <param name="cancellationToken">Stops waiting; the server may have executed the command.</param>
    public Task<Receipt> CheckInAsync(
        Fix fix, DateTimeOffset answeredAt, string? person = null, CancellationToken cancellationToken = default) =>
        SendAsync(new CheckIn(CommandId.Draw().ToString(), fix, answeredAt, person), cancellationToken);

    /// <summary>Reports a position.</summary>
    /// <param name="fix">The position.</param>
    /// <param name="answeredAt">When the person gave the answer, in programme time.</param>
    /// <param name="handle">The handle of the answered prompt; null if the report is unasked.</param>
    /// <param name="person">The id of a companion; null for the client's person.</param>
    /// <param name="cancellationToken">Stops waiting; the server may have executed the command.</param>
    public Task<Receipt> ReportLocationAsync(
        Fix fix, DateTimeOffset answeredAt, string? handle = null, string? person = null,
        CancellationToken cancellationToken = default) =>
        SendAsync(new LocationReport(CommandId.Draw().ToString(), fix, answeredAt, handle, person), cancellationToken);

    /// <inheritdoc cref="SendAsync(HealthReport, CancellationToken)"/>
    public Task<Receipt> SendAsync(CheckIn checkIn, CancellationToken cancellationToken = default) =>
        CommandAsync(nameof(IEntrantHub.CheckIn), checkIn, cancellationToken);

    /// <inheritdoc cref="SendAsync(HealthReport, CancellationToken)"/>
    public Task<Receipt> SendAsync(LocationReport report, CancellationToken cancellationToken = default) =>
        CommandAsync(nameof(IEntrantHub.ReportLocation), report, cancellationToken);

    /// <summary>Sends a command, and again after every reconnect, until the server accepts or refuses it.</summary>
    /// <exception cref="RefusedException">The server rejected the message itself.</exception>
    public Task<Receipt> SendAsync(HealthReport report, CancellationToken cancellationToken = default) =>
        CommandAsync(nameof(IEntrantHub.ReportHealth), report, cancellationToken);

    /// <summary>
    /// Confirms that prompts reached the phone, if <see cref="EntrantClientOptions.AcknowledgesPrompts"/> is false.
    /// </summary>
    public Task ConfirmDeliveryAsync(Delivery delivery, CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(nameof(IEntrantHub.Delivered), delivery, cancellationToken);

    /// <summary>Tells that the person opened a prompt.</summary>
    public Task ConfirmOpenedAsync(Opening opening, CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(nameof(IEntrantHub.Opened), opening, cancellationToken);

    /// <summary>Reads the home screen of a person.</summary>
    public Task<Home> GetHomeAsync(string? person = null, CancellationToken cancellationToken = default) =>
        InvokeAsync<Home>(nameof(IEntrantHub.GetHome), new HomeRequest(person), cancellationToken);

    /// <summary>Reads a page of the record of a person, the newest entries first.</summary>
    /// <param name="before">The <see cref="TimelinePage.Next"/> of the page before; null for the newest page.</param>
    /// <param name="person">The id of a companion; null for the client's person.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task<TimelinePage> GetTimelineAsync(
        long? before = null, string? person = null, CancellationToken cancellationToken = default) =>
        InvokeAsync<TimelinePage>(nameof(IEntrantHub.GetTimeline), new TimelineRequest(person, before), cancellationToken);

    /// <summary>Subscribes the phone to push, in place of what it had before.</summary>
    /// <exception cref="RefusedException">The subscription is not right.</exception>
    public Task SubscribePushAsync(PushSubscription subscription, CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(nameof(IEntrantHub.SubscribePush), subscription, cancellationToken);

    /// <summary>Ends the subscription to push.</summary>
    public Task UnsubscribePushAsync(CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(nameof(IEntrantHub.UnsubscribePush), new PushCancellation(), cancellationToken);

    /// <summary>
    /// Confirms a push as the service worker of the app does: without a connection, and without a token.
    /// </summary>
    /// <param name="http">A client whose base address is the server.</param>
    /// <param name="push">The push.</param>
    /// <param name="cancellationToken">Stops waiting; the server may have recorded the proof.</param>
    /// <exception cref="HttpRequestException">The server did not take the proof.</exception>
    public static async Task ConfirmPushAsync(HttpClient http, PushMessage push, CancellationToken cancellationToken = default)
    {
        using var answer = await http.PostAsJsonAsync(
            PushReceipt.Path, new(push.Handle), ProtocolJson.Default.PushReceipt, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Answers a test of the officer at the airport.</summary>
    /// <exception cref="RefusedException">The test is over.</exception>
    public Task ReportTestAsync(TestReport report, CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(nameof(IEntrantHub.ReportTest), report, cancellationToken);

    /// <summary>Asks for the code that the officer at the airport scans.</summary>
    public Task<InspectionCode> GetInspectionCodeAsync(CancellationToken cancellationToken = default) =>
        InvokeAsync<InspectionCode>(nameof(IEntrantHub.GetInspectionCode), new InspectionCodeRequest(), cancellationToken);

    /// <summary>Asks whom to call about one's health: as <see cref="CentreRequest"/> says.</summary>
    public Task<CentreList> FindCentresAsync(string? place = null, CancellationToken cancellationToken = default) =>
        InvokeAsync<CentreList>(nameof(IEntrantHub.FindCentres), new CentreRequest(place), cancellationToken);

    /// <summary>Asks for a call now.</summary>
    public Task RequestCallAsync(CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(nameof(IEntrantHub.RequestCall), new CallRequest(), cancellationToken);

    /// <summary>Answers a call.</summary>
    /// <param name="number">The number of the call.</param>
    /// <param name="offer">The session description of the phone (SDP).</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The session description of the server.</returns>
    public async Task<string> AnswerCallAsync(int number, string offer, CancellationToken cancellationToken = default) =>
        (await InvokeAsync<CallAnswer>(nameof(IEntrantHub.AnswerCall), new CallOffer(number, offer), cancellationToken)).Answer;

    /// <summary>Declines a call or hangs up.</summary>
    public Task DeclineCallAsync(int number, CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(nameof(IEntrantHub.DeclineCall), new CallReference(number), cancellationToken);

    /// <summary>Asks for a member of staff.</summary>
    public Task AskForPersonAsync(int number, CancellationToken cancellationToken = default) =>
        InvokeAsync<object>(nameof(IEntrantHub.AskForPerson), new CallReference(number), cancellationToken);

    /// <summary>Reports the position of the phone during a call.</summary>
    public Task<Receipt> SendAsync(CallPlace place, CancellationToken cancellationToken = default) =>
        CommandAsync(nameof(IEntrantHub.ReportCallPlace), place, cancellationToken);

    /// <summary>
    /// Closes the connection as if it were lost. The client reconnects by itself. For tests.
    /// </summary>
    public Task DropAsync() => _line.CloseAsync();

    /// <summary>Disconnects for good and cancels the calls that wait.</summary>
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
            catch (Exception caught) when (caught is SignInRefusedException or RefusedException { IsTransient: false })
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

            ResetWelcome();
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
        _listener.OnHello(this);
        var welcome = await _line.InvokeAsync<Welcome>(nameof(IEntrantHub.Hello), hello, cancellationToken);
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

    private Task OnReconnectAsync(Reconnect reconnect)
    {
        _ = LeaveAsync(TimeSpan.FromSeconds(reconnect.WithinSeconds * Options.Jitter())); // Messages go on until then.
        return Task.CompletedTask;
    }

    /// <summary>Closes the connection. Calls that wait for an answer are repeated on the next one.</summary>
    private async Task LeaveAsync(TimeSpan after)
    {
        try
        {
            await Task.Delay(after, Options.TimeProvider, _stopping.Token);
            await _line.CloseAsync();
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task OnCallAsync(VideoCall call)
    {
        _call = call.Stage == CallStage.Ended ? null : call.Number;
        await _listener.OnCallAsync(this, call);
        if (call.Stage == CallStage.Ringing && Options.AcknowledgesPrompts)
        {
            await TryOnceAsync(nameof(IEntrantHub.CallShown), new CallReference(call.Number));
        }
    }

    private async Task OnPingAsync(Ping ping)
    {
        var pong = new Pong(await _listener.OnPingAsync(this, ping));
        await TryOnceAsync(nameof(IEntrantHub.Pong), pong);
    }

    private Task AcknowledgeAsync(Delivery delivery) => TryOnceAsync(nameof(IEntrantHub.Delivered), delivery);

    /// <summary>Sends a message once. A lost one does no harm: the server asks again after the next Hello.</summary>
    private async Task TryOnceAsync(string method, object message)
    {
        try
        {
            await _line.InvokeAsync<object>(method, message, _stopping.Token);
        }
        catch (Exception exception) when (exception is RefusedException || HubLine.IsLoss(exception))
        {
            // The handle has expired or the connection is lost.
        }
    }

    private async Task<Receipt> CommandAsync(string method, object command, CancellationToken cancellationToken)
    {
        if (!Options.KeepsOrder)
        {
            return await InvokeAsync<Receipt>(method, command, cancellationToken);
        }

        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_lock)
        {
            (before, _lastCommand) = (_lastCommand, answered.Task);
        }

        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
            await before.WaitAsync(either.Token);
            return await InvokeAsync<Receipt>(method, command, cancellationToken);
        }
        finally
        {
            _ = ReleaseAsync();
        }

        // The next command waits for all earlier ones, also if this one was given up.
        async Task ReleaseAsync()
        {
            await before;
            answered.SetResult();
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
            catch (RefusedException refused) when (refused.IsTransient)
            {
                await Task.Delay(Options.PauseAfter(failures), Options.TimeProvider, either.Token);
            }
            catch (Exception exception) when (HubLine.IsLoss(exception) && !either.IsCancellationRequested)
            {
                // The loop waits for the next welcome. The pause covers a loss that is not noticed yet.
                await Task.Delay(Options.PauseAfter(1), Options.TimeProvider, either.Token);
            }
        }
    }

    /// <summary>Makes callers wait for the next welcome.</summary>
    private void ResetWelcome()
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
