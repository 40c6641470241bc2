using System.Collections.Immutable;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Ledger;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants;

/// <summary>Decides which answers are accepted, and for which prompt.</summary>
public static class AnswerRules
{
    /// <summary>
    /// Checks the stay and the time of an answer. Call it only for commands that are not among the
    /// <see cref="EntrantState.Receipts"/>. An answer without a handle that is older than all receipts is refused,
    /// because it may have been accepted before. An answer with a handle is recognised by its handle, and no clock
    /// refuses it.
    /// </summary>
    /// <param name="state">The state of the entrant.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="maxKept">How long a phone without network may keep an answer without a handle.</param>
    /// <param name="now">When the server received the answer.</param>
    public static Refusal? Check(EntrantState state, Answer answer, TimeSpan maxKept, DateTimeOffset now) =>
        state.Stay is not { } stay ? Refusals.NoStay
        : stay.HasEnded || now >= stay.EndsAt ? Refusals.StayEnded
        : answer.Handle is not null ? null
        : PhoneClock.Date(answer.Time, state.ClockAhead, null, maxKept, now) is not { } dated
            || state.Receipts.MayHaveForgotten(dated.At) ? Refusals.AnsweredTooLongAgo
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
/// <param name="Time">When the person answered, by the clock of the phone.</param>
/// <param name="Call">
/// The number of the call in which a position was taken, which learns the verdict; <c>null</c> if there is none. Its time is
/// that of the server, because the phone tells the age of the position only.
/// </param>
public readonly record struct Answer(CommandId Command, string? Handle, PhoneTime Time, int? Call = null)
{
    private const uint FnvBasis = 2_166_136_261;
    private const uint FnvPrime = 16_777_619;

    /// <summary>
    /// 24 bits of what every attempt of a command repeats (FNV-1a), by which another command with the same id is told from a
    /// repeat. Never 0.
    /// </summary>
    /// <param name="kind">What the answer is about; <see cref="AnswerKind.None"/> for a check-in.</param>
    public uint Fingerprint(AnswerKind kind)
    {
        var ticks = Call ?? Time.AnsweredAt.UtcTicks;
        var hash = Add(Add(FnvBasis, (uint)kind), unchecked((uint)ticks));
        hash = Add(hash, unchecked((uint)(ticks >> 32)));
        foreach (var character in Handle ?? "")
        {
            hash = Add(hash, character);
        }

        return (((hash >> 24) ^ hash) & 0xFF_FFFF) | 1;
    }

    /// <summary>Returns the command only: a handle must not appear in logs.</summary>
    public override string ToString() => $"answer {Command.Value:x16}";

    private static uint Add(uint hash, uint value) => unchecked((hash ^ value) * FnvPrime);
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

        PromptState? prompt = null;
        if (answer.Handle is { } handle && AnswerRules.Find(decision, handle, isHealth: true, out prompt) is { } refusal)
        {
            return new() { Refusal = refusal };
        }

        var dated = decision.Date(answer, prompt);
        var day = decision.Period.DayAt(dated.At)
            ?? (dated.At < decision.Stay.LandedAt ? decision.Period.FirstDay : decision.Period.LastDay);
        prompt ??= AnswerRules.FindOfDay(decision, day);
        var outcome = prompt is { } asked ? AnswerRules.Judge(asked) : (PromptOutcome?)null;
        var receipt = hasSymptoms ? Receipt.SymptomsReceived
            : outcome is PromptOutcome.Late or PromptOutcome.Excused ? Receipt.HealthReceivedLate
            : Receipt.HealthReceived;
        decision.Apply(new EntrantEvent.HealthReported(
            answer.Command, prompt?.Number, day, context.Now, dated.At, answers, outcome, receipt,
            dated.ClockAheadSeconds, answer.Fingerprint(AnswerKind.Health)));
        decision.FollowUpAnswer(prompt?.Number);
        if (answer.Handle is null)
        {
            // The clock of the phone may have been wrong, and this the report that is asked for now.
            FailedAnswerRules.Mark(decision, AnswerKind.Health, "answered-for-another-day", decision.Now);
        }

        if (hasSymptoms)
        {
            decision.OpenFollowUp(FollowUps.Symptoms, prompt?.Number);
        }

        return decision.Build();
    }
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
    /// <param name="fit">How the fix fits the places that were known.</param>
    public static Decision<EntrantEvent, EntrantEffect> CheckIn(
        EntrantState state, EntrantContext context, Answer answer, Sealed position, ImmutableArray<Sealed> places,
        PlaceFit fit)
    {
        var decision = new EntrantDecision(state, context);
        DueRules.ApplyDue(decision);
        if (decision.Stay.HasEnded)
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        var dated = decision.Date(answer, prompt: null);
        var isFirst = decision.Stay.CheckedInAt is null;
        var day = LocationReportRules.Day(decision);
        var receipt = fit == PlaceFit.Unknown ? Receipt.CheckedInWithoutPosition
            : fit == PlaceFit.New ? Receipt.CheckedInAtNewPlace
            : Receipt.CheckedIn;
        decision.Apply(new EntrantEvent.CheckedIn(
            answer.Command, day, context.Now, position, places, receipt, dated.At, dated.ClockAheadSeconds,
            answer.Fingerprint(AnswerKind.None)));
        decision.FollowUpAnswer(prompt: null);
        if (fit == PlaceFit.New)
        {
            decision.OpenFollowUp(FollowUps.NewPlace, null);
        }

        if (isFirst && day == decision.Period.FirstDay && decision.Stay.PlannedDay == day)
        {
            DayPlanning.Plan(decision, day, notBefore: context.Now);
        }

        decision.AddEffectOnce(new EntrantEffect.ShowHome());
        return decision.Build();
    }
}

/// <summary>Decides what follows from an answer that cannot be used (SPEC Q6).</summary>
public static class FailedAnswerRules
{
    /// <summary>
    /// Records that an answer came and was refused: the open prompts that it may have answered are at worst excused. Only the
    /// first failure of a prompt is kept.
    /// </summary>
    /// <param name="state">The state of the entrant.</param>
    /// <param name="context">What the rules know besides the state.</param>
    /// <param name="kinds">What the answer may have been about.</param>
    /// <param name="reason">The code of the error that the phone got.</param>
    /// <param name="receivedAt">
    /// When the server received it. It may take so long to refuse an answer that its prompt is closed by then.
    /// </param>
    public static Decision<EntrantEvent, EntrantEffect> Record(
        EntrantState state, EntrantContext context, AnswerKind kinds, string reason, DateTimeOffset receivedAt)
    {
        var decision = new EntrantDecision(state, context);
        Mark(decision, kinds, reason, receivedAt);
        DueRules.ApplyDue(decision);
        return decision.Build();
    }

    /// <summary>Marks the prompts of some kinds that were open at a moment.</summary>
    internal static void Mark(EntrantDecision decision, AnswerKind kinds, string reason, DateTimeOffset at)
    {
        foreach (var prompt in decision.Stay.Prompts)
        {
            var kind = prompt.Kind == PromptKind.Health ? AnswerKind.Health : AnswerKind.Location;
            if (prompt is { Outcome: PromptOutcome.Open or PromptOutcome.Missed, Excuse: Excuse.None }
                && prompt.IssuedAt <= at && at < prompt.ClosesAt && (kinds & kind) != 0)
            {
                decision.Apply(new EntrantEvent.AnswerFailed(prompt.Number, at, reason));
            }
        }
    }
}

/// <summary>What an answer is about.</summary>
[Flags, GenerateSerializer, Alias("answer-kind")]
public enum AnswerKind
{
    /// <summary>Nothing that is asked for.</summary>
    None = 0,

    /// <summary>Where the person is.</summary>
    Location = 1,

    /// <summary>How the person feels.</summary>
    Health = 2,

    /// <summary>It cannot be told.</summary>
    Any = Location | Health,
}
