using Actors.Benchmarks.Harness;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Entrants;
using Actors.Grains.Ledger;
using Actors.Storage.States;
using Actors.Testing.Entrants;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Actors.Benchmarks.Entrants;

/// <summary>
/// Writes the states of people who came yesterday and whose day is planned, as the rules make them, straight into
/// storage: no grain is awake afterwards, and the ledger is empty.
/// </summary>
internal sealed class Settlers(Town town)
{
    /// <summary>How many states are written at a time: as many as fill the batches of storage.</summary>
    private const int Writers = 4_000;

    private static readonly DateTimeOffset Landed = Town.Morning.AddHours(-20);

    private readonly IGrainStorage _storage =
        town.Services.GetRequiredKeyedService<IGrainStorage>(GroupCommitGrainStorage.ProviderName);

    private readonly EntrantContext _context = town.Services.GetRequiredService<EntrantRules>()
        .Context(TestProgrammes.Japan, town.Clock.GetUtcNow(), null, isConnected: false);

    /// <summary>Writes the first so many.</summary>
    /// <returns>How many prompts of each are due by eleven, by the keys of their grains.</returns>
    public async Task<Dictionary<string, int>> SettleAsync(int count)
    {
        var due = new int[count];
        await Lanes.EachAsync(count, Writers, async number =>
        {
            var state = StateOf(number);
            due[number] = CountDue(state.Value.Stay!.Prompts);
            await _storage.WriteStateAsync(
                People.StateName, town.People[number].GetGrainId(),
                new GrainState<Ledgered<EntrantState, EntrantEvent, EntrantEffect>>(state));
        });
        return due.Index().ToDictionary(each => town.People.KeyOf(each.Index).GrainKey, each => each.Item);
    }

    private Ledgered<EntrantState, EntrantEvent, EntrantEffect> StateOf(int number)
    {
        var order = new StayOrder(People.Stay(number), TestProgrammes.Japan.Version, Landed, IsConfirmed: true);
        var state = new Ledgered<EntrantState, EntrantEvent, EntrantEffect>();
        state.Apply(StayRules.Start(state.Value, order, _context), _context.Now, TimeSpan.Zero);
        while (!state.Pending.IsEmpty)
        {
            state.Confirm(state.Pending[0]);
        }

        state.MarkCommitted();
        return state;
    }

    private static int CountDue(PromptStates prompts)
    {
        var due = 0;
        foreach (var prompt in prompts)
        {
            due += prompt.PlannedAt <= Town.Eleven ? 1 : 0;
        }

        return due;
    }
}
