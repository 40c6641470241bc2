using System.Collections.Immutable;
using Actors.Domain.Ledger;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants;

/// <summary>What follows from a check-in.</summary>
public static class CheckInRules
{
    /// <summary>Takes a check-in that passed <see cref="AnswerRules.Check"/>.</summary>
    /// <param name="state">Of the entrant.</param>
    /// <param name="context">What else is known.</param>
    /// <param name="answer">What every answer carries.</param>
    /// <param name="position">The fix, sealed.</param>
    /// <param name="places">The known places, the present one first; each sealed.</param>
    /// <param name="isNewPlace">Whether it is away from every place known before. The first one is not.</param>
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
