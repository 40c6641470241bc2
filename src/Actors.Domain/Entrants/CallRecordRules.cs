using Actors.Domain.Calls;
using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>What a stay keeps of the video calls.</summary>
public static class CallRecordRules
{
    /// <summary>
    /// A call is over. May be repeated. When it came to nothing, staff are to call; not so when the person had asked for it and
    /// then did not answer.
    /// </summary>
    public static Decision<EntrantEvent, EntrantEffect> Conclude(
        EntrantState state, EntrantContext context, CallConclusion conclusion)
    {
        var (number, cause, outcome) = conclusion;
        if (state.Stay is not { HasEnded: false } stay || number <= stay.LastCall || outcome == CallOutcome.StayEnded)
        {
            return Decision<EntrantEvent, EntrantEffect>.Nothing;
        }

        var unfolding = new Unfolding(state, context);
        unfolding.Happen(new EntrantEvent.CallConcluded(number, context.Now, cause, outcome));
        var isTried = cause == CallCause.Planned && outcome is CallOutcome.NotAnswered or CallOutcome.NotReached;
        if (isTried || outcome == CallOutcome.CallBack)
        {
            unfolding.FollowUp(FollowUps.CallDue, null);
        }

        return unfolding.Decide();
    }

    /// <summary>What a call must know of the stay; <c>null</c> if there is no stay.</summary>
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
