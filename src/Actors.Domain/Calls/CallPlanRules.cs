using Actors.Domain.Ledger;
using Actors.Domain.Stays;

namespace Actors.Domain.Calls;

/// <summary>When people are called without asking for it.</summary>
public static class CallPlanRules
{
    private const int NamePart = 1;

    /// <summary>A stay begins, changes or ends. May be repeated.</summary>
    public static Decision<CallEvent, CallEffect> Follow(CallsState state, CallSubject subject, CallContext context)
    {
        if (subject.Equals(state.Subject) && NextPlanning(state, subject, context) == state.PlanAt)
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var unfolding = new CallUnfolding(state, context);
        Follow(unfolding, subject);
        return unfolding.Decide();
    }

    /// <summary>Plans what is to be planned, and announces what is to be announced.</summary>
    internal static void DoWhatIsDue(CallUnfolding unfolding)
    {
        if (unfolding.State.Subject is { HasEnded: false } subject && unfolding.Now >= subject.EndsAt)
        {
            Follow(unfolding, subject with { HasEnded = true });
        }

        while (unfolding.State.PlanAt <= unfolding.Now)
        {
            PlanNextDay(unfolding);
        }

        while (!unfolding.State.Planned.IsEmpty && unfolding.State.NoticeAt(unfolding.State.Planned[0]) <= unfolding.Now)
        {
            AnnounceOrPostpone(unfolding, unfolding.State.Planned[0]);
        }
    }

    private static void Follow(CallUnfolding unfolding, CallSubject subject)
    {
        var (context, state) = (unfolding.Context, unfolding.State);
        var isNew = state.Subject?.Stay != subject.Stay;
        var (plannedDay, planAt) = (PlannedDay(state, subject, context), NextPlanning(state, subject, context));
        if (state.Call is not null && (isNew || subject.HasEnded))
        {
            CallEnd.End(unfolding, CallOutcome.StayEnded);
        }

        unfolding.Happen(new CallEvent.StayFollowed(subject, plannedDay, planAt, context.Rules.Notice));
    }

    private static int PlannedDay(CallsState state, CallSubject subject, CallContext context)
    {
        var period = PeriodOf(subject, context);
        return state.Subject?.Stay == subject.Stay ? state.PlannedDay : period.DayAt(context.Now) ?? period.FirstDay;
    }

    /// <summary>When the next day of a stay is planned, as things are now; null: never.</summary>
    private static DateTimeOffset? NextPlanning(CallsState state, CallSubject subject, CallContext context) =>
        subject.HasEnded || subject.HasCarer || !context.IsRealTime || context.Rules.PerDayMax == 0 ? null
        : state.Subject?.Stay == subject.Stay && state.PlanAt is { } planAt ? planAt
        : PlanAt(subject, PeriodOf(subject, context), context, PlannedDay(state, subject, context));

    private static StayPeriod PeriodOf(CallSubject subject, CallContext context) =>
        StayPeriod.For(context.Programme.Days, context.Programme.Zone, subject.LandedAt);

    /// <summary>
    /// When the day after the given one is planned: in the evening, after the last calls, spread by the id of the stay.
    /// <c>null</c> if it was the last day.
    /// </summary>
    private static DateTimeOffset? PlanAt(CallSubject subject, StayPeriod period, CallContext context, int day) =>
        EveningBefore.PlanAt(subject.Stay, period, day, context.Rules.WindowTo, NamePart);

    private static void PlanNextDay(CallUnfolding unfolding)
    {
        var (context, subject) = (unfolding.Context, unfolding.State.Subject!);
        var period = PeriodOf(subject, context);
        var day = unfolding.State.PlannedDay + 1;
        var date = period.DateOf(day);

        // People who live fast are not called. A day that passed unseen is over and brings no call.
        var planAt = context.IsRealTime ? PlanAt(subject, period, context, day) : null;
        var isOver = CallPlan.LatestRing(date, context.Rules, context.Programme.Zone) < unfolding.Now;
        var ringAt = isOver || !context.IsRealTime
            ? []
            : CallPlan.Draw(context.PlanKey, subject.Stay, date, context.Rules, context.Programme.Zone)
                .RemoveAll(at => at + context.Rules.Longest > subject.EndsAt);
        unfolding.Happen(new CallEvent.DayPlanned(day, ringAt, planAt));
    }

    /// <summary>Too many run, or another call of the person does: that is ours, and it is put off.</summary>
    private static void AnnounceOrPostpone(CallUnfolding unfolding, DateTimeOffset ringAt)
    {
        var (context, subject) = (unfolding.Context, unfolding.State.Subject!);
        if (!context.IsRealTime)
        {
            unfolding.Happen(new CallEvent.Postponed(ringAt, null)); // Drawn before the clock ran fast.
            return;
        }

        var zone = context.Programme.Zone;
        var latest = CallPlan.LatestRing(zone.DateAt(ringAt), context.Rules, zone);
        var soonest = context.In(context.Rules.Notice);
        if (soonest - ringAt > context.Rules.Postpone)
        {
            unfolding.Happen(new CallEvent.Postponed(ringAt, AfterOutage(ringAt, soonest, latest)));
            return;
        }

        if (unfolding.State.Call is null && context.HasRoom && soonest <= latest)
        {
            var at = ringAt > soonest ? ringAt : soonest;
            unfolding.Happen(new CallEvent.Announced(
                unfolding.State.LastNumber + 1, CallCause.Planned, unfolding.Now, at,
                zone.At(zone.DateAt(ringAt), context.Rules.WindowTo), [context.Person, .. subject.Companions]));
            unfolding.Ask(new CallEffect.ShowCall());
            return;
        }

        var later = context.In(context.LaterWhenFull + context.Rules.Notice);
        unfolding.Happen(new CallEvent.Postponed(ringAt, later <= latest ? later : null));
    }

    /// <summary>
    /// We were away for long, and all who were to be called meanwhile are due now. Each is called as much later as it is late
    /// already, so that they come as spread as they were; what is left of the day is gone round for that.
    /// </summary>
    private static DateTimeOffset? AfterOutage(DateTimeOffset ringAt, DateTimeOffset soonest, DateTimeOffset latest) =>
        soonest > latest ? null
        : soonest.AddSeconds((soonest - ringAt).TotalSeconds % ((latest - soonest).TotalSeconds + 1));
}
