using Actors.Domain.Entrants.Contact;
using Actors.Benchmarks.Harness;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Calls;
using Actors.Grains.Entrants;

namespace Actors.Benchmarks.Entrants;

/// <summary>A connected phone that counts itself when it has a prompt, and connects again when it is asked to.</summary>
internal sealed class HerdPhone(Town town, int number, Tally tally) : IPhoneObserver
{
    private IPhoneObserver? _self;
    private int _hasPrompt;

    /// <summary>Connects.</summary>
    public async Task ConnectAsync()
    {
        _self ??= town.Grains.CreateObjectReference<IPhoneObserver>(this);
        if ((await town.People[number].ConnectAsync(_self, null)).Stay!.Prompts.Length > 0)
        {
            Take();
        }
    }

    public Task ShowPromptAsync(EntrantId person, PromptView prompt, PromptOccasion occasion)
    {
        Take();
        return Task.CompletedTask;
    }

    public Task ShowHomeAsync(EntrantView view) => Task.CompletedTask;

    public Task AskWhetherWellAsync(EntrantId person) => Task.CompletedTask;

    public Task ShowNoticeAsync(EntrantId person, PhoneNotice notice) => Task.CompletedTask;

    public Task RunTestsAsync(EntrantId person, int number) => Task.CompletedTask;

    public Task ShowCallAsync(CallView view) => Task.CompletedTask;

    public Task PingAsync(EntrantId person) => Task.CompletedTask;

    public Task RenewAsync(EntrantId person) => Task.Run(ConnectAsync);

    private void Take()
    {
        if (Interlocked.Exchange(ref _hasPrompt, 1) == 0)
        {
            tally.Count();
        }
    }
}
