using Actors.Domain.Ledger;
using Actors.Domain.Prompts;
using Actors.Domain.Stays;

namespace Actors.Domain.Entrants;

/// <summary>How a stay begins, is confirmed, and ends.</summary>
public static class StayRules
{
    /// <summary>
    /// Begins a stay. On the day of entry the prompts begin with the first check-in; a person registered later begins
    /// at once, with what is left of the day.
    /// </summary>
    public static Decision<EntrantEvent, EntrantEffect> Start(EntrantState state, StayOrder order, EntrantContext context)
    {
        order = order with { LandedAt = DateTimeOffset.FromUnixTimeSeconds(order.LandedAt.ToUnixTimeSeconds()) };
        var period = StayPeriod.For(context.Programme.Days, context.Programme.Zone, order.LandedAt);
        if (Refuse(state, order, period, context.Now) is { } refusal)
        {
            return new() { Refusal = refusal };
        }

        var today = period.DayAt(context.Now) ?? period.FirstDay;
        var isEntryDay = today == period.FirstDay;
        var planned = isEntryDay ? today : today - 1;
        var started = new EntrantEvent.StayStarted(
            order.Stay, order.Programme, order.LandedAt, period.FreeAt, planned,
            isEntryDay ? DayPlanning.NextPlanAt(order.Stay, period, context.Programme, today) : null,
            context.Now,
            context.Programme.Location.ReminderAfter,
            SilenceSpans.Of(context.Programme.Contact.UnreachableAfter, context.Programme.Contact.SupervisorAfter),
            order.IsConfirmed,
            order.Carer);
        var begun = new Unfolding(state, context);
        begun.Happen(started);
        begun.Ask(new EntrantEffect.KeepDays());
        begun.Ask(new EntrantEffect.KeepCalls());
        begun.Ask(new EntrantEffect.ShowHome());
        if (!isEntryDay)
        {
            DayPlanning.Plan(begun, today, notBefore: context.Now);
        }

        return begun.Decide();
    }

    /// <summary>
    /// The roster knows the person. What was due before is settled by the rules for an unconfirmed person.
    /// </summary>
    public static Decision<EntrantEvent, EntrantEffect> Confirm(EntrantState state, EntrantContext context)
    {
        if (state.Stay is not { } stay)
        {
            return new() { Refusal = Refusals.NoStay };
        }

        if (stay.IsConfirmed)
        {
            return Decision<EntrantEvent, EntrantEffect>.Nothing;
        }

        var unfolding = new Unfolding(state, context);
        DueRules.Unfold(unfolding);
        if (unfolding.Stay.HasEnded)
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        unfolding.Happen(new EntrantEvent.StayConfirmed());
        unfolding.Ask(new EntrantEffect.ShowHome());
        return unfolding.Decide();
    }

    /// <summary>The person answers for a companion too.</summary>
    public static Decision<EntrantEvent, EntrantEffect> AddCompanion(EntrantState state, EntrantId companion)
    {
        if (state.Companions.Contains(companion))
        {
            return Decision<EntrantEvent, EntrantEffect>.Nothing;
        }

        return state.Companions.Length >= Limits.Companions
            ? new() { Refusal = Refusals.TooManyCompanions }
            : new()
            {
                Events = [new EntrantEvent.CompanionAdded(companion)],
                Effects = [new EntrantEffect.ShowHome(), new EntrantEffect.KeepCalls()],
            };
    }

    /// <summary>The period is over: what was still open when it ended is excused.</summary>
    internal static void End(Unfolding unfolding)
    {
        foreach (var prompt in unfolding.Stay.Prompts)
        {
            if (prompt.Fate is Fate.Planned or Fate.Open)
            {
                unfolding.Happen(new EntrantEvent.PromptClosed(prompt.Number, Fate.Excused, Excuse.StayEnded));
            }
        }

        unfolding.Happen(new EntrantEvent.StayEnded());
        unfolding.Ask(new EntrantEffect.KeepDays());
        unfolding.Ask(new EntrantEffect.KeepCalls());
        unfolding.Ask(new EntrantEffect.ShowHome());
    }

    private static Refusal? Refuse(EntrantState state, StayOrder order, StayPeriod period, DateTimeOffset now) =>
        order.LandedAt > now ? Refusals.LandedInFuture
        : now >= period.FreeAt ? Refusals.StayOver
        : state.Stay is { HasEnded: false } ? Refusals.StayGoesOn
        : null;
}
