using Actors.Domain.Entrants;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Stays;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;
using Actors.Protocol;
using Actors.Server.Calls;
using Actors.Server.Phones.SignIn;
using Microsoft.AspNetCore.SignalR;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>
/// One connected phone: what the grains of its person and the companions tell it goes through a bounded queue. A phone that
/// does not take what it is told is cut off, and gets with its next Hello what it missed. What is told while a Hello is on its
/// way is held back until that is answered: before, neither the language nor the time zone of everybody is known.
/// </summary>
internal sealed class PhoneLink : IPhoneObserver, IAsyncDisposable
{
    private readonly PhoneLinkServices _services;
    private readonly HubCallerContext _connection;
    private readonly IPhone _phone;
    private readonly OutgoingQueue _queue;
    private readonly IPhoneObserver _reference;
    private readonly PhoneIdentity _identity;
    private readonly PhonePersons _persons = new();
    private volatile PhoneApp _app;
    private volatile bool _isWelcome;

    public PhoneLink(PhoneLinkServices services, HubCallerContext connection, PhoneIdentity identity, PhoneApp app)
    {
        _services = services;
        _connection = connection;
        _identity = identity;
        _app = app;
        _phone = services.PhoneAt(connection.ConnectionId);
        _queue = new(services.Options.QueuedMessages, SendAsync);
        _reference = services.Grains.CreateObjectReference<IPhoneObserver>(this);
        services.Meter.Connected();
    }

    /// <summary>What the phone said of its app in its newest Hello.</summary>
    public PhoneApp App => _app;

    /// <summary>Whether a Hello of the phone was carried out.</summary>
    public bool IsWelcome => _isWelcome;

    /// <summary>Whose phone it is.</summary>
    public EntrantId Owner => _identity.Person;

    private PhoneTexts Texts => App.Texts;

    /// <summary>Everybody for whom the phone answers.</summary>
    public IEnumerable<EntrantId> Persons => _persons.All;

    /// <summary>Whether the phone answers for that person: itself, or a companion as far as the last view told.</summary>
    public bool AnswersFor(EntrantId person) => _persons.Contains(person);

    /// <summary>Why a command for that person changed nothing.</summary>
    public string TextOf(EntrantId person, Refusal refusal) =>
        Texts.Of(refusal, RulesOf(person));

    /// <summary>
    /// Makes the phone known to its person and the companions, and holds back what they tell it until
    /// <see cref="HelloIsOver"/>. May be repeated.
    /// </summary>
    /// <returns>What it is to show, its person first.</returns>
    public async Task<IReadOnlyList<EntrantView>> ConnectAsync(PhoneApp app, PhoneCondition? condition)
    {
        _queue.HoldBack();
        _app = app;
        var views = new List<EntrantView> { await GrainOf(Owner).ConnectAsync(_reference, condition) };
        foreach (var companion in views[0].Companions)
        {
            // Known before it is connected, so that it is disconnected when the phone goes meanwhile.
            _persons.Expect(companion);
            views.Add(await GrainOf(companion).ConnectAsync(_reference, null));
        }

        views.ForEach(_persons.Learn);
        foreach (var former in _persons.Keep(views))
        {
            await GrainOf(former).DisconnectAsync(_reference); // Somebody else answers for them now, or nobody.
        }

        _isWelcome = true;
        return views;
    }

    /// <summary>
    /// A Hello was answered: what was told meanwhile goes out, after the answer. One that failed before any was carried out
    /// leaves nothing to show: the next one brings everything.
    /// </summary>
    public void HelloIsOver()
    {
        if (_isWelcome)
        {
            _queue.Release();
        }
        else
        {
            _queue.Clear();
        }
    }

    /// <inheritdoc/>
    public Task ShowPromptAsync(EntrantId person, PromptView prompt, PromptOccasion occasion) =>
        Add(_ => _phone.ShowPrompt(HomeTranslation.Prompt(person, prompt, occasion, RulesOf(person).Zone, Texts)));

    /// <inheritdoc/>
    public Task ShowHomeAsync(EntrantView view) => Add(_ => ShowAsync(view));

    /// <inheritdoc/>
    public Task AskWhetherWellAsync(EntrantId person) => Add(_ => _phone.Notice(
        new(person.ToString(), Message.NoticeKind.WellBeing, Texts.AskWhetherWell())));

    /// <inheritdoc/>
    public Task ShowCallAsync(CallView view)
    {
        _services.Calls.GoOn(view);
        return Add(_ => _phone.CallChanged(Show(view)));
    }

    /// <summary>A call as this phone shows it.</summary>
    public Message.VideoCall Show(CallView view) =>
        _services.CallScreens.Call(view, _services.RulesOf(view.Programme, _identity).Zone, Texts);

    /// <summary>
    /// What the machine says of one picture. Where others wait it is left out: the next picture comes in half a second.
    /// </summary>
    public void Guide(CallGuidance guidance) =>
        _queue.TryAddAlone(_ => _phone.CallFeedback(CallTranslation.Feedback(guidance, Texts)));

    /// <inheritdoc/>
    public Task PingAsync(EntrantId person) => Add(_ => _phone.Ping(new(_services.Wall.GetUtcNow())));

    /// <inheritdoc/>
    public Task RenewAsync(EntrantId person) => Add(_ => RenewConnectionAsync(person));

    /// <summary>Nothing more is told. The grains forget the phone.</summary>
    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        foreach (var person in _persons.All.Append(Owner).Distinct())
        {
            try
            {
                await GrainOf(person).DisconnectAsync(_reference);
            }
            catch (Exception exception)
            {
                // The grain notices by itself when it next tells the phone something.
                _services.Log.DisconnectFailed(person, exception);
            }
        }

        _services.Grains.DeleteObjectReference<IPhoneObserver>(_reference);
        _services.Meter.Disconnected();
    }

    private IEntrantGrain GrainOf(EntrantId person) => _services.Grains.GetGrain<IEntrantGrain>(person.ToString());

    /// <summary>Of a person whose stay is not known yet: those of the phone's programme.</summary>
    private Programme RulesOf(EntrantId person) => _services.RulesOf(_persons.RulesOf(person), _identity);

    private Task Add(Func<CancellationToken, Task> message)
    {
        if (!_queue.TryAdd(message) && !_connection.ConnectionAborted.IsCancellationRequested)
        {
            _services.Meter.Overflowed();
            _services.Log.Overflow(Owner);
            _connection.Abort();
        }

        return Task.CompletedTask;
    }

    private async Task SendAsync(Func<CancellationToken, Task> message, CancellationToken stopping)
    {
        try
        {
            await message(stopping).WaitAsync(_services.Options.SendTimeout, _services.Wall, stopping);
        }
        catch (TimeoutException)
        {
            _services.Meter.Stalled();
            _services.Log.Stall(Owner, _services.Options.SendTimeout);
            _connection.Abort();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The phone is gone.
        }
        catch (Exception exception)
        {
            _services.Log.SendFailed(Owner, exception);
            _connection.Abort();
        }
    }

    private async Task ShowAsync(EntrantView view)
    {
        _persons.Learn(view);
        await _phone.HomeChanged(_services.Homes.Home(view, Texts));
        if (view.Person == Owner && view.Companions.Any(companion => !AnswersFor(companion)))
        {
            await _phone.Resync(new("There is a new companion."));
        }
    }

    private async Task RenewConnectionAsync(EntrantId person)
    {
        EntrantView view;
        try
        {
            view = await GrainOf(person).ConnectAsync(_reference, null);
        }
        catch (Exception exception)
        {
            _services.Log.RenewFailed(person, exception);
            _connection.Abort(); // A phone that seems connected and is told nothing is worse than one that connects again.
            return;
        }

        if (_connection.ConnectionAborted.IsCancellationRequested)
        {
            await GrainOf(person).DisconnectAsync(_reference); // Gone meanwhile, and nobody else would say so any more.
            return;
        }

        await ShowAsync(view);
    }
}
