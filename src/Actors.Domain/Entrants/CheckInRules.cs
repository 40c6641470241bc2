using System.Collections.Immutable;
using Actors.Domain.Ledger;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants;

/// <summary>Decides what follows from a check-in.</summary>
public static class CheckInRules
{
    /// <summary>Accepts a check-in that passed <see cref="AnswerRules.Check"/>.</summary>
    /// <param name="state">The state of the entrant.</param>
    /// <param name="context">What the rules know besides the state.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="position">The fix, sealed under the key of the stay.</param>
    /// <param name="places">
    /// The known places of stay, the current one first, each sealed under the key of the stay.
    /// </param>
    /// <param name="isNewPlace">
    /// Whether the fix is outside all known places. The first place of a stay is not new.
    /// </param>
    public static Decision<EntrantEvent, EntrantEffect> CheckIn(
        EntrantState state, EntrantContext context, Answer answer, Sealed position, ImmutableArray<Sealed> places,
        bool isNewPlace)
    {
        var decision = new EntrantDecision(state, context);
        DueRules.ApplyDue(decision);
        if (decision.Stay.HasEnded)
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        var isFirst = decision.Stay.CheckedInAt is null;
        var day = LocationReportRules.Day(decision);
        decision.Apply(new EntrantEvent.CheckedIn(
            answer.Command, day, context.Now, position, places,
            isNewPlace ? Receipt.CheckedInAtNewPlace : Receipt.CheckedIn, answer.AnsweredAt));
        if (isNewPlace)
        {
            decision.OpenFollowUp(FollowUps.NewPlace, null);
        }

        if (isFirst && day == decision.Period.FirstDay && decision.Stay.PlannedDay == day)
        {
            DayPlanning.Plan(decision, day, notBefore: context.Now);
        }

        decision.AddEffect(new EntrantEffect.ShowHome());
        return decision.Build();
    }
}
