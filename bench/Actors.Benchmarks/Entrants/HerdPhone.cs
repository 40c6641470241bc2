using Actors.Benchmarks.Harness;
using Actors.Domain.Stays;
using Actors.Grains.Entrants;

namespace Actors.Benchmarks.Entrants;

/// <summary>A connected phone that counts the prompts it is handed.</summary>
internal sealed class HerdPhone(Tally tally) : IPhoneObserver
{
    public Task ShowPromptAsync(EntrantId person, PromptView prompt, PromptOccasion occasion)
    {
        tally.Count();
        return Task.CompletedTask;
    }

    public Task ShowHomeAsync(EntrantView view) => Task.CompletedTask;

    public Task AskWhetherWellAsync(EntrantId person) => Task.CompletedTask;

    public Task PingAsync(EntrantId person) => Task.CompletedTask;

    public Task RenewAsync(EntrantId person) => Task.CompletedTask;
}
