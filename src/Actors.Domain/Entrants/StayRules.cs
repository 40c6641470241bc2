using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>Begins, confirms and ends a stay.</summary>
public static class StayRules
{
    /// <summary>
    /// Begins a stay. On the day of entry prompts begin with the first check-in. A person who is registered later gets
    /// prompts at once, for the rest of the day.
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
        var decision = new EntrantDecision(state, context);
        decision.Apply(started);
        decision.AddEffect(new EntrantEffect.UpdateDailyReminder());
        decision.AddEffect(new EntrantEffect.UpdateCallSchedule());
        decision.AddEffect(new EntrantEffect.ShowHome());
        if (!isEntryDay)
        {
            DayPlanning.Plan(decision, today, notBefore: context.Now);
        }

        return decision.Build();
    }

    /// <summary>
    /// Confirms the person. Everything that was due before is settled as that of an unconfirmed person.
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

        var decision = new EntrantDecision(state, context);
        DueRules.ApplyDue(decision);
        if (decision.Stay.HasEnded)
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        decision.Apply(new EntrantEvent.StayConfirmed());
        decision.AddEffect(new EntrantEffect.ShowHome());
        return decision.Build();
    }

    /// <summary>Adds a companion for whom the person answers.</summary>
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
                Effects = [new EntrantEffect.ShowHome(), new EntrantEffect.UpdateCallSchedule()],
            };
    }

    /// <summary>Ends the stay. Prompts that were still open are excused.</summary>
    internal static void End(EntrantDecision decision)
    {
        foreach (var prompt in decision.Stay.Prompts)
        {
            if (prompt.Outcome is PromptOutcome.Planned or PromptOutcome.Open)
            {
                decision.Apply(new EntrantEvent.PromptClosed(prompt.Number, PromptOutcome.Excused, Excuse.StayEnded));
            }
        }

        decision.Apply(new EntrantEvent.StayEnded());
        decision.AddEffect(new EntrantEffect.UpdateDailyReminder());
        decision.AddEffect(new EntrantEffect.UpdateCallSchedule());
        decision.AddEffect(new EntrantEffect.ShowHome());
    }

    private static Refusal? Refuse(EntrantState state, StayOrder order, StayPeriod period, DateTimeOffset now) =>
        order.LandedAt > now ? Refusals.LandedInFuture
        : now >= period.FreeAt ? Refusals.StayOver
        : state.Stay is { HasEnded: false } ? Refusals.StayGoesOn
        : null;
}
