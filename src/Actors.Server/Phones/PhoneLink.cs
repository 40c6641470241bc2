using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Protocol;
using Actors.Server.Calls;
using Actors.Vision.Guidance;

namespace Actors.Server.Phones;

/// <summary>
/// One connected phone, as the grains of its person and the companions, and the media session of a call, see it. What they
/// show while a Hello is being answered is sent after the answer: only then language and time zone of all people are known.
/// </summary>
internal sealed partial class PhoneLink : IPhoneObserver, ICallListener, IAsyncDisposable
{
    /// <summary>How often it is connected to a grain again before the phone is disconnected instead.</summary>
    private const int RenewalAttempts = 4;

    private static readonly TimeSpan RenewalPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long it still answers grains after the phone has gone. What they tell it may be on its way when they learn of that,
    /// and a call to an object that is not there any more waits for the time-out of 30 s.
    /// </summary>
    private static readonly TimeSpan AnswersAfterwards = TimeSpan.FromMinutes(1);

    private readonly IGrainFactory _grains;
    private readonly PhoneSender _sender;
    private readonly PhoneAudience _audience;
    private readonly CallSessions _sessions;
    private readonly PhoneLinks _links;
    private readonly TimeProvider _wall;
    private readonly ILogger _log;
    private readonly IPhoneObserver _reference;
    private volatile bool _isWelcome;
    private bool _isGone;

    public PhoneLink(
        EntrantId owner, IGrainFactory grains, PhoneSender sender, PhoneAudience audience, PhoneScreen screen,
        CallSessions sessions, PhoneLinks links, TimeProvider wall, ILogger log)
    {
        (Person, _grains, _sender, _audience) = (owner, grains, sender, audience);
        (Screen, _sessions, _links, _wall, _log) = (screen, sessions, links, wall, log);
        _reference = grains.CreateObjectReference<IPhoneObserver>(this);
        links.Add(this);
    }

    /// <summary>The person whose phone it is.</summary>
    public EntrantId Person { get; }

    /// <summary>What the phone shows.</summary>
    public PhoneScreen Screen { get; }

    /// <summary>Whether a Hello of the phone was carried out.</summary>
    public bool IsWelcome => _isWelcome;

    /// <summary>The person and the companions for whom the phone answers.</summary>
    public IEnumerable<EntrantId> Audience => _audience.All;

    /// <summary>Whether the phone answers for that person: its own, or a companion that the last view names.</summary>
    public bool AnswersFor(EntrantId person) => _audience.Contains(person);

    /// <summary>
    /// Connects the phone to the grains of its person and the companions, and holds back what they show until
    /// <see cref="EndHello"/>. Idempotent.
    /// </summary>
    /// <returns>What the phone is to show, its own person first.</returns>
    public async Task<IReadOnlyList<EntrantView>> ConnectAsync(PhoneApp app, PhoneCondition? condition)
    {
        _sender.HoldBack();
        Screen.App = app;
        var views = new List<EntrantView>();
        try
        {
            views.Add(await GrainOf(Person).ConnectAsync(_reference, condition));
            foreach (var companion in views[0].Companions)
            {
                // Added before it is connected, so that it is disconnected if the phone goes meanwhile.
                _audience.Add(companion);
                views.Add(await GrainOf(companion).ConnectAsync(_reference, null));
            }
        }
        finally
        {
            if (_sender.IsClosed)
            {
                await DisposeAsync(); // The end of the connection may have come to a grain or to the hub before this did.
            }
        }

        views.ForEach(_audience.Update);
        foreach (var former in _audience.Keep(views))
        {
            await GrainOf(former).DisconnectAsync(_reference);
        }

        _isWelcome = true;
        return views;
    }

    /// <summary>
    /// Sends what was held back, now that the Hello is answered. Drops it if no Hello has succeeded yet: the next one brings
    /// everything.
    /// </summary>
    public void EndHello()
    {
        if (_isWelcome)
        {
            _sender.Release();
        }
        else
        {
            _sender.Clear();
        }
    }

    /// <inheritdoc/>
    public Task ShowPromptAsync(EntrantId person, PromptView prompt, PromptOccasion occasion) =>
        Send(phone => phone.ShowPrompt(Screen.Prompt(person, prompt, occasion)));

    /// <inheritdoc/>
    public Task ShowHomeAsync(EntrantView view) => Send(phone => ShowHomeAsync(phone, view));

    /// <inheritdoc/>
    public Task AskWhetherWellAsync(EntrantId person) =>
        Send(phone => phone.Notice(Screen.WellBeing(person)));

    /// <inheritdoc/>
    public Task ShowNoticeAsync(EntrantId person, PhoneNotice notice) =>
        Send(phone => phone.Notice(Screen.Notice(person, notice)));

    /// <inheritdoc/>
    public Task RunTestsAsync(EntrantId person, int number) => Send(phone => phone.RunTests(Screen.Tests(number)));

    /// <inheritdoc/>
    public Task ShowCallAsync(CallView view)
    {
        _sessions.UpdateCall(view);
        return Send(phone => phone.CallChanged(Screen.Call(view)));
    }

    /// <inheritdoc/>
    public void ShowFeedback(PictureFeedback feedback)
    {
        if (feedback.Code == GuideCode.Done)
        {
            _sender.Send(Show);
        }
        else
        {
            _sender.SendIfIdle(Show);
        }

        Task Show(IPhone phone) => phone.CallFeedback(Screen.Feedback(feedback));
    }

    /// <inheritdoc/>
    public Task PingAsync(EntrantId person) => Send(phone => phone.Ping(new(_wall.GetUtcNow())));

    /// <inheritdoc/>
    public Task RenewAsync(EntrantId person) => Send(_ => ConnectAgainAsync(person));

    /// <summary>Connects the phone to all its grains again: they may have restarted and know nothing of it.</summary>
    public async Task RenewAsync()
    {
        foreach (var person in _audience.All)
        {
            await ConnectAgainAsync(person);
        }
    }

    /// <summary>Sends nothing more, and disconnects the phone from the grains. May be repeated.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref _isGone, true))
        {
            _links.Remove(this);
            await _sender.DisposeAsync();
            _ = ForgetAsync();
        }

        await DisconnectAllAsync();
    }

    private IEntrantGrain GrainOf(EntrantId person) => _grains.GetGrain<IEntrantGrain>(person.ToString());

    /// <summary>Queues what a grain tells the phone. After the phone has gone it says so: the grain forgets it then.</summary>
    private Task Send(Func<IPhone, Task> message)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isGone), this);
        _sender.Send(message);
        return Task.CompletedTask;
    }

    private async Task ForgetAsync()
    {
        await Task.Delay(AnswersAfterwards, _wall);
        _grains.DeleteObjectReference<IPhoneObserver>(_reference);
    }

    private async Task ShowHomeAsync(IPhone phone, EntrantView view)
    {
        _audience.Update(view);
        await phone.HomeChanged(Screen.Home(view));
        if (view.Person == Person && view.Companions.Any(companion => !AnswersFor(companion)))
        {
            await phone.Resync(new("There is a new companion."));
        }
    }

    /// <summary>Connects the phone to a grain that does not know it any more, and shows what it may have missed.</summary>
    private async Task ConnectAgainAsync(EntrantId person)
    {
        for (var attempt = 1; !_sender.IsClosed; attempt++)
        {
            try
            {
                var view = await GrainOf(person).ConnectAsync(_reference, null);
                _sender.Send(phone => ShowAsync(phone, view));
                break;
            }
            catch (Exception) when (attempt < RenewalAttempts)
            {
                await Task.Delay(RenewalPause, _wall); // The grain has not found a new server yet.
            }
            catch (Exception exception)
            {
                LogRenewFailed(_log, person, exception);
                _sender.Disconnect(); // A phone that looks connected and gets nothing is worse off than one that connects again.
                return;
            }
        }

        if (_sender.IsClosed)
        {
            await DisconnectAsync(person); // The phone left meanwhile, before the grain knew it again.
        }
    }

    private async Task DisconnectAllAsync()
    {
        foreach (var person in _audience.All.Append(Person).Distinct())
        {
            await DisconnectAsync(person);
        }
    }

    /// <summary>Disconnects the phone from a grain. A grain that cannot be reached is left alone.</summary>
    private async Task DisconnectAsync(EntrantId person)
    {
        try
        {
            await GrainOf(person).DisconnectAsync(_reference);
        }
        catch (Exception exception)
        {
            LogDisconnectFailed(_log, person, exception);
        }
    }

    private async Task ShowAsync(IPhone phone, EntrantView view)
    {
        await ShowHomeAsync(phone, view);
        foreach (var prompt in view.Stay?.Prompts ?? [])
        {
            await phone.ShowPrompt(Screen.Prompt(view.Person, prompt, PromptOccasion.Resumed));
        }
    }

    [LoggerMessage(4, LogLevel.Warning,
        "Phone could not be connected to the grain of {Person} again and is disconnected. It gets everything when it "
        + "connects again.")]
    private static partial void LogRenewFailed(ILogger log, EntrantId person, Exception exception);

    [LoggerMessage(5, LogLevel.Debug,
        "The grain of {Person} did not learn that a phone is gone; it notices when it next sends something.")]
    private static partial void LogDisconnectFailed(ILogger log, EntrantId person, Exception exception);
}
