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

    /// <summary>
    /// Another phone asks to speak for the person: until then, or until it is settled, nothing counts as missed. Idempotent.
    /// </summary>
    public static Decision<EntrantEvent, EntrantEffect> DisputePhone(
        EntrantState state, DateTimeOffset until, EntrantContext context) => Change(state, context, decision =>
    {
        if (decision.Stay.DisputedUntil != until)
        {
            decision.Apply(new EntrantEvent.PhoneDisputed(decision.Now, until));
            decision.AddEffect(new EntrantEffect.ShowHome());
        }
    });

    /// <summary>It is settled which phone speaks for the person. Idempotent.</summary>
    public static Decision<EntrantEvent, EntrantEffect> SettlePhone(EntrantState state, EntrantContext context) =>
        Change(state, context, decision =>
        {
            if (decision.Stay.DisputedUntil > decision.Now || (decision.Stay.FollowUps & FollowUps.PhoneDisputed) != 0)
            {
                decision.Apply(new EntrantEvent.PhoneSettled(decision.Now));
                decision.AddEffect(new EntrantEffect.ShowHome());
            }
        });

    /// <summary>Opens a follow-up about the registration, unless it is open. Idempotent.</summary>
    public static Decision<EntrantEvent, EntrantEffect> AskStaff(
        EntrantState state, FollowUps followUp, EntrantContext context) => Change(state, context, decision =>
    {
        decision.OpenFollowUp(followUp, null);
        decision.AddEffect(new EntrantEffect.ShowHome());
    });

    /// <summary>Ends a stay before its time, because it was that of another person's phone. Idempotent.</summary>
    public static Decision<EntrantEvent, EntrantEffect> EndEarly(EntrantState state, EntrantContext context) =>
        Change(state, context, End);

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

    /// <summary>Changes a stay that goes on; does nothing to one that has ended.</summary>
    private static Decision<EntrantEvent, EntrantEffect> Change(
        EntrantState state, EntrantContext context, Action<EntrantDecision> change)
    {
        var decision = new EntrantDecision(state, context);
        if (state.Stay is { HasEnded: false })
        {
            DueRules.ApplyDue(decision);
        }

        if (decision.State.Stay is { HasEnded: false })
        {
            change(decision);
        }

        return decision.Build();
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
