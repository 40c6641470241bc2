using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>When people are called without asking for it.</summary>
public static class CallPlanRules
{
    private const int NamePart = 1;

    /// <summary>A stay begins, changes or ends. May be repeated.</summary>
    public static Decision<CallEvent, CallEffect> Follow(CallSchedule state, CallSubject subject, CallContext context)
    {
        if (subject.Equals(state.Subject) && NextPlanning(state, subject, context) == state.PlanAt)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var decision = new CallDecision(state, context);
        Follow(decision, subject);
        return decision.Build();
    }

    /// <summary>Plans what is to be planned, and announces what is to be announced.</summary>
    internal static void ApplyDue(CallDecision decision)
    {
        if (decision.State.Subject is { HasEnded: false } subject && decision.Now >= subject.EndsAt)
        {
            Follow(decision, subject with { HasEnded = true });
        }

        while (decision.State.PlanAt <= decision.Now)
        {
            PlanNextDay(decision);
        }

        while (!decision.State.Planned.IsEmpty && decision.State.NoticeAt(decision.State.Planned[0]) <= decision.Now)
        {
            AnnounceOrPostpone(decision, decision.State.Planned[0]);
        }
    }

    private static void Follow(CallDecision decision, CallSubject subject)
    {
        var (context, state) = (decision.Context, decision.State);
        var isNew = state.Subject?.Stay != subject.Stay;
        var (plannedDay, planAt) = (PlannedDay(state, subject, context), NextPlanning(state, subject, context));
        if (state.Call is not null && (isNew || subject.HasEnded))
        {
            CallEnd.End(decision, CallOutcome.StayEnded);
        }

        decision.Apply(new CallEvent.StayFollowed(subject, plannedDay, planAt, context.Rules.Notice));
    }

    private static int PlannedDay(CallSchedule state, CallSubject subject, CallContext context)
    {
        var period = PeriodOf(subject, context);
        return state.Subject?.Stay == subject.Stay ? state.PlannedDay : period.DayAt(context.Now) ?? period.FirstDay;
    }

    /// <summary>When the next day of a stay is planned, as things are now; null: never.</summary>
    private static DateTimeOffset? NextPlanning(CallSchedule state, CallSubject subject, CallContext context) =>
        subject.HasEnded || subject.HasCarer || !context.IsRealTime || context.Rules.PerDayMax == 0 ? null
        : state.Subject?.Stay == subject.Stay && state.PlanAt is { } planAt ? planAt
        : PlanAt(subject, PeriodOf(subject, context), context, PlannedDay(state, subject, context));

    private static StayPeriod PeriodOf(CallSubject subject, CallContext context) =>
        StayPeriod.For(context.Programme.Days, context.Programme.Zone, subject.LandedAt);

    /// <summary>
    /// When the day after the given one is planned: in the evening, when nobody is called any more, spread by the name of the
    /// stay. Null: it was the last day.
    /// </summary>
    private static DateTimeOffset? PlanAt(CallSubject subject, StayPeriod period, CallContext context, int day) =>
        EveningBefore.PlanAt(subject.Stay, period, day, context.Rules.WindowTo, NamePart);

    private static void PlanNextDay(CallDecision decision)
    {
        var (context, subject) = (decision.Context, decision.State.Subject!);
        var period = PeriodOf(subject, context);
        var day = decision.State.PlannedDay + 1;
        var date = period.DateOf(day);

        // Who lives fast is not called any more. A day that was slept through is over: nobody is called for it.
        var planAt = context.IsRealTime ? PlanAt(subject, period, context, day) : null;
        var isOver = CallPlan.LatestRing(date, context.Rules, context.Programme.Zone) < decision.Now;
        var ringAt = isOver || !context.IsRealTime
            ? []
            : CallPlan.Draw(context.PlanKey, subject.Stay, date, context.Rules, context.Programme.Zone)
                .RemoveAll(at => at + context.Rules.Longest > subject.EndsAt);
        decision.Apply(new CallEvent.DayPlanned(day, ringAt, planAt));
    }

    /// <summary>Too many run, or another call of the person does: that is ours, and it is put off.</summary>
    private static void AnnounceOrPostpone(CallDecision decision, DateTimeOffset ringAt)
    {
        var (context, subject) = (decision.Context, decision.State.Subject!);
        if (!context.IsRealTime)
        {
            decision.Apply(new CallEvent.Postponed(ringAt, null)); // Drawn before the clock ran fast.
            return;
        }

        var zone = context.Programme.Zone;
        var latest = CallPlan.LatestRing(zone.DateAt(ringAt), context.Rules, zone);
        var soonest = context.In(context.Rules.Notice);
        if (soonest - ringAt > context.Rules.Postpone)
        {
            decision.Apply(new CallEvent.Postponed(ringAt, AfterOutage(ringAt, soonest, latest)));
            return;
        }

        if (decision.State.Call is null && context.HasRoom && soonest <= latest)
        {
            var at = ringAt > soonest ? ringAt : soonest;
            decision.Apply(new CallEvent.Announced(
                decision.State.LastNumber + 1, CallCause.Planned, decision.Now, at,
                zone.At(zone.DateAt(ringAt), context.Rules.WindowTo), [context.Person, .. subject.Companions]));
            decision.AddEffectOnce(new CallEffect.ShowCall());
            return;
        }

        var later = context.In(context.LaterWhenFull + context.Rules.Notice);
        decision.Apply(new CallEvent.Postponed(ringAt, later <= latest ? later : null));
    }

    /// <summary>
    /// We were away for long, and all who were to be called meanwhile are due now. Each is called as much later as it is late
    /// already, so that they come as spread as they were; what is left of the day is gone round for that.
    /// </summary>
    private static DateTimeOffset? AfterOutage(DateTimeOffset ringAt, DateTimeOffset soonest, DateTimeOffset latest) =>
        soonest > latest ? null
        : soonest.AddSeconds((soonest - ringAt).TotalSeconds % ((latest - soonest).TotalSeconds + 1));
}
