using Actors.Domain.Entrants.Calls;
using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>Keeps the outcomes of video calls in the stay.</summary>
public static class CallRecordRules
{
    /// <summary>
    /// Records the outcome of a call. Idempotent. Staff are to call if a planned call reached no one, or if staff
    /// promised to call back.
    /// </summary>
    public static Decision<EntrantEvent, EntrantEffect> Conclude(
        EntrantState state, EntrantContext context, CallConclusion conclusion)
    {
        var (number, cause, outcome) = conclusion;
        if (state.Stay is not { HasEnded: false } stay || number <= stay.LastCall || outcome == CallOutcome.StayEnded)
        {
            return Decision<EntrantEvent, EntrantEffect>.Nothing;
        }

        var decision = new EntrantDecision(state, context);
        decision.Apply(new EntrantEvent.CallConcluded(number, context.Now, cause, outcome));
        var isTried = cause == CallCause.Planned && outcome is CallOutcome.NotAnswered or CallOutcome.NotReached;
        if (isTried || outcome == CallOutcome.CallBack)
        {
            decision.OpenFollowUp(FollowUps.CallDue, null);
        }

        return decision.Build();
    }

    /// <summary>The stay as the call grain needs it; <c>null</c> if there is none.</summary>
    public static CallSubject? SubjectOf(EntrantState state) => state.Stay is not { } stay ? null : new()
    {
        Stay = stay.Id,
        Programme = stay.Programme,
        LandedAt = stay.LandedAt,
        EndsAt = stay.EndsAt,
        HasEnded = stay.HasEnded,
        HasCarer = state.Carer is not null,
        Companions = state.Companions,
    };
}
