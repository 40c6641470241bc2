using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Calls;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Actors.Grains.Entrants;

/// <summary>
/// The phones that are connected for one person. While there is one, and a stay goes on, the grain stays awake and asks it
/// for a sign of life when it was quiet. One that can no longer be told anything is forgotten.
/// </summary>
/// <param name="grain">The grain of the person.</param>
/// <param name="person">Who.</param>
/// <param name="pingEvery">How long phones may be quiet; <c>null</c> for any time.</param>
/// <param name="quiet">How long they have been quiet; <c>null</c> if that is not known.</param>
/// <param name="isStopping">Whether the server of the grain stops: its own phones have gone then.</param>
/// <param name="log">Of the grain.</param>
internal sealed class ConnectedPhones(
    IGrainBase grain, EntrantId person, Func<TimeSpan?> pingEvery, Func<TimeSpan?> quiet, Func<bool> isStopping, ILogger log)
{
    // A phone that disconnects is removed at once; quiet phones need not be forgotten.
    private static readonly TimeSpan Forever = TimeSpan.FromDays(36_500);
    private readonly ObserverManager<IPhoneObserver> _phones = new(Forever, log);
    private IGrainTimer? _pings;
    private TimeSpan _every;

    /// <summary>How many there are.</summary>
    public int Count => _phones.Count;

    /// <summary>Adds a phone; one that is there already stays there once.</summary>
    public void Add(IPhoneObserver phone)
    {
        _phones.Subscribe(phone, phone);
        Watch();
    }

    /// <summary>Begins to ask for signs of life, if there is a reason to and it has not begun yet.</summary>
    public void Watch()
    {
        if (_pings is null && _phones.Count > 0 && pingEvery() is { } every)
        {
            _every = every;
            _pings = grain.RegisterGrainTimer(
                _ => PingAsync(), new() { DueTime = every, Period = every, KeepAlive = true });
        }
    }

    /// <summary>Forgets a phone.</summary>
    public void Remove(IPhoneObserver phone)
    {
        _phones.Unsubscribe(phone);
        StopWithoutReason();
    }

    /// <summary>Shows the phones what an effect asks for, as it stands now.</summary>
    public Task ShowAsync(EntrantEffect effect, EntrantState state, EntrantRules rules, DateTimeOffset now) => effect switch
    {
        EntrantEffect.ShowPrompt show => ShowAsync(rules.View(state.Stay, show.Prompt), PromptOccasion.Issued),
        EntrantEffect.RemindOfPrompt remind => ShowAsync(rules.View(state.Stay, remind.Prompt), PromptOccasion.Reminder),
        EntrantEffect.ShowHome => NotifyAsync(phone => phone.ShowHomeAsync(rules.View(person, state, now))),
        EntrantEffect.AskWhetherWell => NotifyAsync(phone => phone.AskWhetherWellAsync(person)),
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect.GetType().Name, "Phones do not show this."),
    };

    /// <summary>Shows the phones a call.</summary>
    public Task ShowAsync(CallView call) => NotifyAsync(phone => phone.ShowCallAsync(call));

    /// <summary>Shows the phones a notice.</summary>
    public Task ShowAsync(PhoneNotice notice) => NotifyAsync(phone => phone.ShowNoticeAsync(person, notice));

    /// <summary>Asks the phones to test location and camera.</summary>
    public Task RunTestsAsync(int number) => NotifyAsync(phone => phone.RunTestsAsync(person, number));

    /// <summary>The activation ends: the phones are to connect again.</summary>
    public Task RenewAsync() => NotifyAsync(phone => phone.RenewAsync(person));

    private async Task PingAsync()
    {
        if (pingEvery() is { } every && !(quiet() < every))
        {
            await NotifyAsync(phone => phone.PingAsync(person));
        }

        KeepPace();
        StopWithoutReason();
    }

    /// <summary>What is asked for hangs on the speed of the programme clock, and that may have changed.</summary>
    public void KeepPace()
    {
        if (pingEvery() is { } every && every != _every)
        {
            _every = every;
            _pings?.Change(every, every);
        }
    }

    /// <summary>Phones that went away without a word, and stays that end, must not keep the grain awake for ever.</summary>
    private void StopWithoutReason()
    {
        if (_phones.Count == 0 || pingEvery() is null)
        {
            _pings?.Dispose();
            _pings = null;
        }
    }

    private Task ShowAsync(PromptView? prompt, PromptOccasion occasion) => prompt is null
        ? Task.CompletedTask // Answered or closed by now.
        : NotifyAsync(phone => phone.ShowPromptAsync(person, prompt, occasion));

    /// <summary>
    /// Tells the phones, but not those of a server that stops: to wait for their answer would hold up the stop until the
    /// time-out.
    /// </summary>
    private Task NotifyAsync(Func<IPhoneObserver, Task> tell) => _phones.Notify(tell, phone => !isStopping() || !IsHere(phone));

    /// <summary>Whether a phone is connected to the server of the grain: the server stands in the key of the observer.</summary>
    private bool IsHere(IPhoneObserver phone) =>
        grain.GrainContext.Address.SiloAddress is { } silo
        && phone.GetGrainId().Key.ToString()!.Contains(silo.ToParsableString(), StringComparison.Ordinal);
}
