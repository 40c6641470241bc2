using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>A decision about one entrant while the rules make it.</summary>
internal sealed class EntrantDecision(EntrantState state, EntrantContext context)
    : DecisionBuilder<EntrantState, EntrantEvent, EntrantEffect>(state)
{
    private StayPeriod? _period;

    /// <summary>What the rules know beside the state.</summary>
    public EntrantContext Context { get; } = context;

    /// <summary>The days of the stay. Computed on first use, because proofs of delivery seldom need them.</summary>
    public StayPeriod Period =>
        _period ??= StayPeriod.For(Context.Programme.Days, Context.Programme.Zone, Stay.LandedAt);

    /// <summary>The present stay in the working state.</summary>
    public StayState Stay => State.Stay!;

    /// <summary>The programme clock.</summary>
    public DateTimeOffset Now => Context.Now;

    /// <summary>Opens a follow-up for staff, unless the same one is open already.</summary>
    public void OpenFollowUp(FollowUps followUp, PromptNumber? prompt)
    {
        if ((Stay.FollowUps & followUp) == 0)
        {
            Apply(new EntrantEvent.FollowUpOpened(followUp, prompt));
        }
    }
}
