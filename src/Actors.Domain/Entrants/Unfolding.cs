using System.Collections.Immutable;
using Actors.Domain.Ledger;
using Actors.Domain.Stays;

namespace Actors.Domain.Entrants;

/// <summary>
/// A decision while it is made: each event is applied at once, so that the next rule sees what follows from the one before.
/// </summary>
internal sealed class Unfolding
{
    private readonly ImmutableArray<EntrantEvent>.Builder _events = ImmutableArray.CreateBuilder<EntrantEvent>();
    private readonly ImmutableArray<EntrantEffect>.Builder _effects = ImmutableArray.CreateBuilder<EntrantEffect>();
    private StayPeriod? _period;

    public Unfolding(EntrantState state, EntrantContext context)
    {
        State = state;
        Context = context;
    }

    /// <summary>What the rules know beside the state.</summary>
    public EntrantContext Context { get; }

    /// <summary>The state as it is by now.</summary>
    public EntrantState State { get; private set; }

    /// <summary>The days of the stay. Counted when first asked for: what a phone proves seldom needs them.</summary>
    public StayPeriod Period =>
        _period ??= StayPeriod.For(Context.Programme.Days, Context.Programme.Zone, Stay.LandedAt);

    /// <summary>The stay as it is by now.</summary>
    public StayState Stay => State.Stay!;

    /// <summary>The programme clock.</summary>
    public DateTimeOffset Now => Context.Now;

    /// <summary>Something happens.</summary>
    public void Happen(EntrantEvent happened)
    {
        State = State.Apply(happened);
        _events.Add(happened);
    }

    /// <summary>Something is to be done outside.</summary>
    public void Ask(EntrantEffect effect) => _effects.Add(effect);

    /// <summary>Staff are to look at something, unless they are told already.</summary>
    public void FollowUp(FollowUps followUp, Prompts.PromptNumber? prompt)
    {
        if ((Stay.FollowUps & followUp) == 0)
        {
            Happen(new EntrantEvent.FollowUpOpened(followUp, prompt));
        }
    }

    /// <summary>What came of it.</summary>
    public Decision<EntrantEvent, EntrantEffect> Decide() =>
        new() { Events = _events.DrainToImmutable(), Effects = _effects.DrainToImmutable() };
}
