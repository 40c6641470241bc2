using System.Runtime.CompilerServices;
using Actors.Engine.Activations;
using Orleans.Storage;

namespace Actors.Engine.State;

/// <summary>
/// Which activation lost which write. A conflict that leaves a call ends the activation that lost, and not the callers it
/// passes through.
/// </summary>
internal static class StateConflicts
{
    private static readonly ConditionalWeakTable<InconsistentStateException, Activation> Losers = [];

    public static void Note(InconsistentStateException conflict, Activation loser) => Losers.AddOrUpdate(conflict, loser);

    public static bool StruckAt(InconsistentStateException conflict, Activation activation) =>
        Losers.TryGetValue(conflict, out var loser) && loser == activation;
}
