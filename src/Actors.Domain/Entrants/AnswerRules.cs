using System.Collections.Immutable;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Ledger;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants;

/// <summary>Decides which answers are accepted, and for which prompt.</summary>
public static class AnswerRules
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan KeptByPhone = TimeSpan.FromDays(2);

    /// <summary>
    /// Checks the stay and the time of an answer. Call it only for commands that are not among the
    /// <see cref="EntrantState.Receipts"/>. An answer without a handle that is older than all receipts is refused,
    /// because it may have been accepted before. An answer with a handle is recognised by its handle.
    /// </summary>
    public static Refusal? Check(EntrantState state, Answer answer, DateTimeOffset now) =>
        state.Stay is not { } stay ? Refusals.NoStay
        : stay.HasEnded || now >= stay.EndsAt ? Refusals.StayEnded
        : answer.AnsweredAt > now + ClockTolerance ? Refusals.AnsweredInFuture
        : answer.AnsweredAt < now - KeptByPhone ? Refusals.AnsweredTooLongAgo
        : answer.Handle is null && state.Receipts.MayHaveForgotten(answer.AnsweredAt) ? Refusals.AnsweredTooLongAgo
        : null;

    /// <summary>Finds the prompt of a handle.</summary>
    /// <param name="decision">The decision, in which everything due by now is applied.</param>
    /// <param name="handle">The handle as the phone sent it.</param>
    /// <param name="isHealth">Whether the answer is a health report.</param>
    /// <param name="prompt">The prompt, which is open or can still be answered late.</param>
    /// <returns>The reason for a refusal; <c>null</c> if the prompt was found.</returns>
    internal static Refusal? Find(EntrantDecision decision, string handle, bool isHealth, out PromptState? prompt)
    {
        prompt = null;
        var stay = decision.Stay;
        if (!PromptHandle.TryRead(decision.Context.PlanKey, stay.Id, handle, out var number))
        {
            return Refusals.HandleForeign;
        }

        if (stay.Prompts.Find(number) is not { } found)
        {
            return decision.Now >= LateUntil(decision, number, isHealth) ? Refusals.HandleExpired : Refusals.HandleUsed;
        }

        if (found.Outcome == PromptOutcome.Planned)
        {
            return Refusals.HandleForeign; // No phone has got this handle yet.
        }

        if (!IsAnswerable(decision, found))
        {
            return found.Excuse == Excuse.Superseded ? Refusals.HandleUsed : Refusals.HandleExpired;
        }

        prompt = found;
        return found.Kind == PromptKind.Health == isHealth ? null : Refusals.HandleOfOtherKind;
    }

    /// <summary>
    /// Finds the health prompt of a day for a report without a handle: planned, open, or still to be answered late.
    /// <c>null</c> if there is none.
    /// </summary>
    internal static PromptState? FindOfDay(EntrantDecision decision, int day) =>
        decision.Stay.Prompts.Find(new(day, 0)) is { } prompt
        && (prompt.Outcome == PromptOutcome.Planned || IsAnswerable(decision, prompt))
            ? prompt
            : null;

    /// <summary>The outcome of a prompt after an answer. An excused prompt stays excused; its answer is kept.</summary>
    internal static PromptOutcome Judge(PromptState prompt) =>
        prompt.Outcome == PromptOutcome.Missed ? PromptOutcome.Late
        : prompt.Outcome == PromptOutcome.Excused ? PromptOutcome.Excused
        : PromptOutcome.Answered;

    private static bool IsAnswerable(EntrantDecision decision, PromptState prompt) =>
        HandleStanding.Dead != PromptWindow.StandingAt(
            prompt, LateDays(decision, prompt.Kind == PromptKind.Health), decision.Context.Programme.Zone, decision.Now);

    private static int LateDays(EntrantDecision decision, bool isHealth) =>
        isHealth ? decision.Context.Programme.Health.LateDays : decision.Context.Programme.Location.LateDays;

    /// <summary>
    /// Until when an answer is accepted and marked late: the end of the last local day for late answers.
    /// </summary>
    private static DateTimeOffset LateUntil(EntrantDecision decision, PromptNumber number, bool isHealth) =>
        decision.Context.Programme.Zone.StartOf(
            decision.Period.DateOf(number.Day).AddDays(LateDays(decision, isHealth) + 1));
}

/// <summary>What every answer of a phone carries.</summary>
/// <param name="Command">The id of the command.</param>
/// <param name="Handle">
/// The handle of the prompt that it answers; <c>null</c> if it answers none, or the health prompt of the day.
/// </param>
/// <param name="AnsweredAt">When the person answered, by the clock of the phone.</param>
public readonly record struct Answer(CommandId Command, string? Handle, DateTimeOffset AnsweredAt)
{
    /// <summary>Returns the command only: a handle must not appear in logs.</summary>
    public override string ToString() => $"answer {Command.Value:x16}";
}

/// <summary>Decides what follows from a location report.</summary>
public static class LocationReportRules
{
    /// <summary>Accepts a report that passed <see cref="AnswerRules.Check"/>.</summary>
    /// <param name="state">The state of the entrant.</param>
    /// <param name="context">What the rules know besides the state.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="evidence">The fix, judged and sealed.</param>
    /// <param name="call">
    /// The number of the call in which the fix was taken, which learns the verdict; <c>null</c> if there is none.
    /// </param>
    public static Decision<EntrantEvent, EntrantEffect> Report(
        EntrantState state, EntrantContext context, Answer answer, LocationEvidence evidence, int? call = null)
    {
        var decision = new EntrantDecision(state, context);
        DueRules.ApplyDue(decision);
        if (decision.Stay.HasEnded)
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        PromptState? prompt = null;
        if (answer.Handle is { } handle && AnswerRules.Find(decision, handle, isHealth: false, out prompt) is { } refusal)
        {
            return new() { Refusal = refusal };
        }

        var asked = prompt?.Number;
        var outcome = prompt is { } open ? AnswerRules.Judge(open) : (PromptOutcome?)null;
        var isLate = outcome is PromptOutcome.Late or PromptOutcome.Excused;
        var second = IsOpen(evidence.Presence) && !isLate && prompt?.Kind != PromptKind.SecondFix
            ? SecondFix(decision, asked)
            : null;
        var receipt = second is not null ? Receipt.SecondFixWanted
            : isLate ? Receipt.LocationReceivedLate
            : Receipt.LocationReceived;
        decision.Apply(new EntrantEvent.LocationReported(
            answer.Command, asked, Day(decision), context.Now, answer.AnsweredAt, evidence.Position, evidence.Presence,
            evidence.IsMock, evidence.Place, outcome, receipt));
        if (second is not null)
        {
            decision.Apply(second);
            decision.AddEffect(new EntrantEffect.ShowPrompt(second.Prompt));
        }
        else if (IsOpen(evidence.Presence))
        {
            decision.OpenFollowUp(FollowUps.UncertainPlace, asked);
        }

        if (call is { } number)
        {
            decision.AddEffect(new EntrantEffect.ReportPlaceToCall(number, Place(evidence.Presence)));
        }

        return decision.Build();
    }

    /// <summary>The day of the stay. A moment after the stay counts as its last day.</summary>
    internal static int Day(EntrantDecision decision) => decision.Period.DayAt(decision.Now) ?? decision.Period.LastDay;

    private static PlaceOutcome Place(PresenceVerdict? presence) => presence switch
    {
        PresenceVerdict.Inside => PlaceOutcome.Inside,
        PresenceVerdict.Uncertain => PlaceOutcome.Uncertain,
        PresenceVerdict.Outside => PlaceOutcome.Outside,
        PresenceVerdict.Unusable => PlaceOutcome.Unknown,
        null => PlaceOutcome.NoPlace,
        _ => throw new ArgumentOutOfRangeException(nameof(presence), presence, "There is no such verdict."),
    };

    private static bool IsOpen(PresenceVerdict? presence) => presence is PresenceVerdict.Uncertain or PresenceVerdict.Outside;

    /// <summary>
    /// Asks for a second fix at once, only once, and never in the quiet hours. <c>null</c> if it cannot be asked for;
    /// staff then look at the first fix.
    /// </summary>
    private static EntrantEvent.SecondFixAsked? SecondFix(EntrantDecision decision, PromptNumber? after)
    {
        var (programme, stay, now) = (decision.Context.Programme, decision.Stay, decision.Now);
        var day = Day(decision);
        var date = decision.Period.DateOf(day);
        var closesAt = now + programme.Location.SecondFixOpen;
        var isByDay = now >= programme.Zone.At(date, programme.Location.WindowFrom)
            && closesAt <= programme.Zone.At(date, programme.Location.WindowTo)
            && closesAt <= stay.EndsAt;
        var isAsked = false;
        foreach (var prompt in stay.Prompts)
        {
            isAsked |= prompt is { Kind: PromptKind.SecondFix, Outcome: PromptOutcome.Open };
        }

        return isByDay && !isAsked && stay.PlannedDay == day && stay.LastIndex < PromptNumber.LastIndex
            ? new(new(day, stay.LastIndex + 1), now, closesAt, after)
            : null;
    }
}

/// <summary>Decides what follows from a health report.</summary>
public static class HealthReportRules
{
    /// <summary>Accepts a report that passed <see cref="AnswerRules.Check"/>.</summary>
    /// <param name="state">The state of the entrant.</param>
    /// <param name="context">What the rules know besides the state.</param>
    /// <param name="answer">The answer. Without a handle it answers the health prompt of the day.</param>
    /// <param name="answers">The answers, sealed under the key of the stay.</param>
    /// <param name="hasSymptoms">Whether the person has symptoms.</param>
    public static Decision<EntrantEvent, EntrantEffect> Report(
        EntrantState state, EntrantContext context, Answer answer, Sealed answers, bool hasSymptoms)
    {
        var decision = new EntrantDecision(state, context);
        DueRules.ApplyDue(decision);
        if (decision.Stay.HasEnded)
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        PromptState? prompt;
        var day = DayOf(decision, answer);
        if (answer.Handle is not { } handle)
        {
            prompt = AnswerRules.FindOfDay(decision, day);
        }
        else if (AnswerRules.Find(decision, handle, isHealth: true, out prompt) is { } refusal)
        {
            return new() { Refusal = refusal };
        }

        var outcome = prompt is { } asked ? AnswerRules.Judge(asked) : (PromptOutcome?)null;
        var receipt = hasSymptoms ? Receipt.SymptomsReceived
            : outcome is PromptOutcome.Late or PromptOutcome.Excused ? Receipt.HealthReceivedLate
            : Receipt.HealthReceived;
        decision.Apply(new EntrantEvent.HealthReported(
            answer.Command, prompt?.Number, day, context.Now, answer.AnsweredAt, answers, outcome,
            receipt));
        if (hasSymptoms)
        {
            decision.OpenFollowUp(FollowUps.Symptoms, prompt?.Number);
        }

        return decision.Build();
    }

    /// <summary>
    /// The day on which the person answered. A phone without network may send the report after midnight.
    /// </summary>
    private static int DayOf(EntrantDecision decision, Answer answer) =>
        answer.AnsweredAt > decision.Now
            ? LocationReportRules.Day(decision)
            : decision.Period.DayAt(answer.AnsweredAt) ?? decision.Period.FirstDay;
}

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
