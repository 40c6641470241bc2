using Actors.Domain.Entrants;
using Actors.Domain.Stays;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace Actors.Grains.Entrants;

/// <summary>
/// The phones that are connected for one person. While there is one the grain stays awake and asks it for a sign of life
/// when it was quiet. One that can no longer be told anything is forgotten.
/// </summary>
internal sealed class ConnectedPhones(IGrainBase grain, EntrantId person, ILogger log)
{
    // Whoever disconnects says so; there is no need to forget phones for being quiet.
    private static readonly TimeSpan Forever = TimeSpan.FromDays(36_500);
    private readonly ObserverManager<IPhoneObserver> _phones = new(Forever, log);
    private IGrainTimer? _pings;

    /// <summary>How many there are.</summary>
    public int Count => _phones.Count;

    /// <summary>Adds a phone; one that is there already stays there once.</summary>
    /// <param name="phone">The phone.</param>
    /// <param name="pingEvery">How long it may be quiet; null: as long as it likes.</param>
    /// <param name="quiet">How long it has been quiet.</param>
    public void Add(IPhoneObserver phone, TimeSpan? pingEvery, Func<TimeSpan?> quiet)
    {
        _phones.Subscribe(phone, phone);
        if (pingEvery is { } every)
        {
            _pings ??= grain.RegisterGrainTimer(
                _ => quiet() < every ? Task.CompletedTask : _phones.Notify(one => one.PingAsync(person)),
                new() { DueTime = every, Period = every, KeepAlive = true });
        }
    }

    /// <summary>Forgets a phone.</summary>
    public void Remove(IPhoneObserver phone)
    {
        _phones.Unsubscribe(phone);
        if (_phones.Count == 0)
        {
            _pings?.Dispose();
            _pings = null;
        }
    }

    /// <summary>Shows the phones what an effect asks for, as it stands now.</summary>
    public Task ShowAsync(EntrantEffect effect, EntrantState state, Rulebook rules, DateTimeOffset now) => effect switch
    {
        EntrantEffect.ShowPrompt show => ShowAsync(rules.View(state.Stay, show.Prompt), PromptOccasion.Issued),
        EntrantEffect.RemindOfPrompt remind => ShowAsync(rules.View(state.Stay, remind.Prompt), PromptOccasion.Reminder),
        EntrantEffect.ShowHome => _phones.Notify(phone => phone.ShowHomeAsync(rules.View(person, state, now))),
        EntrantEffect.AskWhetherWell => _phones.Notify(phone => phone.AskWhetherWellAsync(person)),
        _ => throw new ArgumentOutOfRangeException(nameof(effect), effect.GetType().Name, "Phones do not show this."),
    };

    /// <summary>The activation ends: the phones are to connect again.</summary>
    public Task RenewAsync() => _phones.Notify(phone => phone.RenewAsync(person));

    private Task ShowAsync(PromptView? prompt, PromptOccasion occasion) => prompt is null
        ? Task.CompletedTask // Answered or closed by now.
        : _phones.Notify(phone => phone.ShowPromptAsync(person, prompt, occasion));
}
