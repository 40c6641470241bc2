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
        var unfolding = new Unfolding(state, context);
        DueRules.Unfold(unfolding);
        if (unfolding.Stay.HasEnded)
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        var isFirst = unfolding.Stay.CheckedInAt is null;
        var day = LocationReportRules.Day(unfolding);
        unfolding.Happen(new EntrantEvent.CheckedIn(
            answer.Command, day, context.Now, position, places,
            isNewPlace ? Receipt.CheckedInAtNewPlace : Receipt.CheckedIn, answer.AnsweredAt));
        if (isNewPlace)
        {
            unfolding.FollowUp(FollowUps.NewPlace, null);
        }

        if (isFirst && day == unfolding.Period.FirstDay && unfolding.Stay.PlannedDay == day)
        {
            DayPlanning.Plan(unfolding, day, notBefore: context.Now);
        }

        unfolding.Ask(new EntrantEffect.ShowHome());
        return unfolding.Decide();
    }
}
