using System.Collections.Immutable;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants;

/// <summary>Draws the prompts of a day in the evening before.</summary>
internal static class DayPlanning
{
    private const int HealthIndex = 0;
    private const int NamePart = 0;

    /// <summary>
    /// When the day after a given day is planned: in the evening, after the last prompt, spread by the id of the stay.
    /// <c>null</c> if the given day is the last one.
    /// </summary>
    public static DateTimeOffset? NextPlanAt(StayId stay, StayPeriod period, Programme programme, int day) =>
        EveningBefore.PlanAt(stay, period, day, programme.Location.WindowTo, NamePart);

    /// <summary>Plans every day up to the current one, and the next one if its time has come.</summary>
    public static void PlanDue(EntrantDecision decision)
    {
        while (decision.Stay.PlanAt <= decision.Now)
        {
            Plan(decision, decision.Stay.PlannedDay + 1, notBefore: null);
            if (decision.Stay.PlanAt <= decision.Now)
            {
                // A whole day passed without a decision. Its prompts are closed first, because a stay holds the prompts
                // of a few days only.
                PromptRules.ApplyDue(decision);
            }
        }
    }

    /// <summary>Draws the prompts of one day.</summary>
    /// <param name="decision">The decision to which the plan is added.</param>
    /// <param name="day">The number of the day within the stay.</param>
    /// <param name="notBefore">The earliest time for a prompt; <c>null</c> for the whole day.</param>
    public static void Plan(EntrantDecision decision, int day, DateTimeOffset? notBefore)
    {
        var (programme, period, stay) = (decision.Context.Programme, decision.Period, decision.Stay.Id);
        var date = period.DateOf(day);
        var prompts = ImmutableArray.CreateBuilder<PlannedPrompt>();
        var health = programme.Zone.At(date, programme.Health.PushAt);
        if ((notBefore is null || notBefore < health) && programme.Zone.At(date, programme.Health.DueBy) <= period.FreeAt)
        {
            prompts.Add(new(new(day, HealthIndex), PromptKind.Health, health));
        }

        TimeOnly? from = notBefore is { } moment ? programme.Zone.TimeAt(moment) : null;
        var drawn = PromptPlan.Draw(decision.Context.PlanKey, stay, date, programme.Location, programme.Zone, from);
        var index = day == decision.Stay.PlannedDay ? decision.Stay.LastIndex : HealthIndex;
        foreach (var at in drawn.Where(at => at + programme.Location.Open <= period.FreeAt))
        {
            prompts.Add(new(new(day, ++index), PromptKind.Location, at));
        }

        decision.Apply(new EntrantEvent.DayPlanned(
            day, prompts.DrainToImmutable(), NextPlanAt(stay, period, programme, day)));
    }
}
