using Actors.Benchmarks.Durability;
using Actors.Storage.Ledger;
using Actors.Storage.States;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Benchmarks.Entrants;

/// <summary>What entrants have written, for the peers to write again.</summary>
internal static class WrittenRows
{
    /// <summary>So many different contents that none is in a cache of the processor.</summary>
    private const int Contents = 4_096;

    private const int Events = 1_000;

    /// <summary>The keys of the first people, and the states and newest events of some of them.</summary>
    public static async Task<PeerRows> OfAsync(Town town, int count)
    {
        var store = town.Services.GetRequiredService<IStateStore>();
        var ledger = town.Services.GetRequiredService<LedgerReader>();
        var contents = Math.Min(count, Contents);
        var (payloads, events) = (new byte[contents][], new byte[contents][]);
        for (var each = 0; each < contents; each++)
        {
            var key = town.People.KeyOf(each);
            payloads[each] = (await store.ReadAsync(key, default))!.Value.Payload;
            events[each] = (await ledger.ReadGrainAsync(key.GrainType, key.GrainKey, 0, Events, default))[^1].Payload;
        }

        return new([.. Enumerable.Range(0, count).Select(number => town.People.KeyOf(number).GrainKey)], payloads, events);
    }
}
