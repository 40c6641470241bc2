using System.Collections.Immutable;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Ledger;
using Actors.Domain.Plans;
using Actors.Domain.Programmes;

namespace Actors.Domain.Calls;

/// <summary>Plans calls and announces them.</summary>
public static class CallPlanRules
{
    private const int NamePart = 1;

    /// <summary>
    /// Follows a stay that began, changed or ended. Idempotent. A stay that ended before it was followed leaves no trace: its
    /// person may have been erased since.
    /// </summary>
    public static Decision<CallEvent, CallEffect> Follow(CallSchedule state, CallSubject subject, CallContext context)
    {
        if ((state.Subject is null && subject.HasEnded)
            || (subject.Equals(state.Subject) && NextPlanning(state, subject, context) == state.PlanAt))
        {
            return Decision<CallEvent, CallEffect>.Nothing;
        }

        var decision = new CallDecision(state, context);
        Follow(decision, subject);
        return decision.Build();
    }

    /// <summary>Plans the days and announces the calls that are due.</summary>
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

    /// <summary>When the next day of a stay is planned; <c>null</c> if no further day is planned.</summary>
    private static DateTimeOffset? NextPlanning(CallSchedule state, CallSubject subject, CallContext context) =>
        subject.HasEnded || subject.HasCarer || !context.IsRealTime || context.Rules.PerDayMax == 0 ? null
        : state.Subject?.Stay == subject.Stay && state.PlanAt is { } planAt ? planAt
        : PlanAt(subject, PeriodOf(subject, context), context, PlannedDay(state, subject, context));

    private static StayPeriod PeriodOf(CallSubject subject, CallContext context) =>
        StayPeriod.For(context.Programme.Days, context.Programme.Zone, subject.LandedAt);

    /// <summary>
    /// When the day after a given day is planned: in the evening, after the hours for calls, spread by the id of the
    /// stay. <c>null</c> if the given day is the last one.
    /// </summary>
    private static DateTimeOffset? PlanAt(CallSubject subject, StayPeriod period, CallContext context, int day) =>
        EveningBefore.PlanAt(subject.Stay, period, day, context.Rules.WindowTo, NamePart);

    private static void PlanNextDay(CallDecision decision)
    {
        var (context, subject) = (decision.Context, decision.State.Subject!);
        var period = PeriodOf(subject, context);
        var day = decision.State.PlannedDay + 1;
        var date = period.DateOf(day);

        // No calls at a fast clock, and none for a day whose hours for calls are over.
        var planAt = context.IsRealTime ? PlanAt(subject, period, context, day) : null;
        var isOver = CallPlan.LatestRing(date, context.Rules, context.Programme.Zone) < decision.Now;
        var ringAt = isOver || !context.IsRealTime
            ? []
            : CallPlan.Draw(context.PlanKey, subject.Stay, date, context.Rules, context.Programme.Zone)
                .RemoveAll(at => at + context.Rules.Longest > subject.EndsAt);
        decision.Apply(new CallEvent.DayPlanned(day, ringAt, planAt));
    }

    /// <summary>
    /// Announces a planned call, or postpones it if too many calls run or the person has another call. Neither counts
    /// against the person.
    /// </summary>
    private static void AnnounceOrPostpone(CallDecision decision, DateTimeOffset ringAt)
    {
        var (context, subject) = (decision.Context, decision.State.Subject!);
        if (!context.IsRealTime)
        {
            decision.Apply(new CallEvent.Postponed(ringAt, null)); // Planned before the clock ran fast.
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
    /// The new time of a call that an outage delayed. After an outage all delayed calls are due at one moment. Each is
    /// moved by its own delay, modulo the rest of the day, so that the calls stay as spread as they were.
    /// </summary>
    private static DateTimeOffset? AfterOutage(DateTimeOffset ringAt, DateTimeOffset soonest, DateTimeOffset latest) =>
        soonest > latest ? null
        : soonest.AddSeconds((soonest - ringAt).TotalSeconds % ((latest - soonest).TotalSeconds + 1));
}

/// <summary>
/// Draws the times of calls (SPEC V1). They cannot be predicted without the key. Every moment of the window is equally
/// likely, so the calls of many people spread over it.
/// </summary>
public static class CallPlan
{
    /// <summary>
    /// The times at which the calls of one day ring, in order, in whole seconds. Each leaves time for all retries.
    /// </summary>
    public static ImmutableArray<DateTimeOffset> Draw(PlanKey key, StayId stay, DateOnly day, CallRules rules, ProgrammeZone zone)
    {
        var stream = new KeyedStream(key, stay.Record, day, KeyedStream.Calls, stackalloc byte[KeyedStream.RoomBytes]);
        var wanted = rules.PerDayMin + stream.Below(rules.PerDayMax - rules.PerDayMin + 1);
        return SpreadTimes.Draw(
            ref stream, wanted, zone.At(day, rules.WindowFrom), LatestRing(day, rules, zone), rules.Gap);
    }

    /// <summary>The latest time of a day at which a call may ring for the first time.</summary>
    public static DateTimeOffset LatestRing(DateOnly day, CallRules rules, ProgrammeZone zone) =>
        zone.At(day, rules.WindowTo) - rules.Longest;
}
