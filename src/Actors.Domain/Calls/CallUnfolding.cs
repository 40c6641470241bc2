using System.Collections.Immutable;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>
/// A decision while it is made: each event is applied at once, so that the next rule sees what follows from the one before.
/// </summary>
internal sealed class CallUnfolding(CallsState state, CallContext context)
{
    private readonly ImmutableArray<CallEvent>.Builder _events = ImmutableArray.CreateBuilder<CallEvent>();
    private readonly ImmutableArray<CallEffect>.Builder _effects = ImmutableArray.CreateBuilder<CallEffect>();

    /// <summary>What the rules know beside the state.</summary>
    public CallContext Context { get; } = context;

    /// <summary>The state as it is by now.</summary>
    public CallsState State { get; private set; } = state;

    /// <summary>The call that goes on.</summary>
    public CallState Call => State.Call!;

    /// <summary>The rules of calls.</summary>
    public Programmes.CallRules Rules => Context.Rules;

    /// <summary>The programme clock.</summary>
    public DateTimeOffset Now => Context.Now;

    /// <summary>Something happens.</summary>
    public void Happen(CallEvent happened)
    {
        State = State.Apply(happened);
        _events.Add(happened);
    }

    /// <summary>
    /// Something is to be done outside, once, after everything that was asked before: phones are shown what the stay knows.
    /// </summary>
    public void Ask(CallEffect effect)
    {
        _effects.Remove(effect);
        _effects.Add(effect);
    }

    /// <summary>What came of it.</summary>
    public Decision<CallEvent, CallEffect> Decide() =>
        new() { Events = _events.DrainToImmutable(), Effects = _effects.DrainToImmutable() };
}
