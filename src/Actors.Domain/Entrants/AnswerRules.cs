using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Ledger;

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
