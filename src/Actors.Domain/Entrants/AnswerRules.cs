using Actors.Domain.Ledger;
using Actors.Domain.Prompts;

namespace Actors.Domain.Entrants;

/// <summary>Which answers are taken, and for which prompt.</summary>
public static class AnswerRules
{
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan KeptByPhone = TimeSpan.FromDays(2);

    /// <summary>
    /// Whether the person can report anything at all, and when it says it was given. Ask only for what is not among the
    /// <see cref="EntrantState.Receipts"/>: an answer to nothing in particular that is older than those may have been taken
    /// before, and is not taken again. One with a handle is told by that.
    /// </summary>
    public static Refusal? Check(EntrantState state, Answer answer, DateTimeOffset now) =>
        state.Stay is not { } stay ? Refusals.NoStay
        : stay.HasEnded || now >= stay.EndsAt ? Refusals.StayEnded
        : answer.AnsweredAt > now + ClockTolerance ? Refusals.AnsweredInFuture
        : answer.AnsweredAt < now - KeptByPhone ? Refusals.AnsweredTooLongAgo
        : answer.Handle is null && state.Receipts.MayHaveForgotten(answer.AnsweredAt) ? Refusals.AnsweredTooLongAgo
        : null;

    /// <summary>The prompt of a handle.</summary>
    /// <param name="unfolding">What is due by now has happened in it.</param>
    /// <param name="handle">As the phone sent it.</param>
    /// <param name="isHealth">Whether a health report answers it.</param>
    /// <param name="prompt">The prompt, open or still to be answered late.</param>
    /// <returns>Why there is none; null: there is.</returns>
    internal static Refusal? Find(Unfolding unfolding, string handle, bool isHealth, out PromptState? prompt)
    {
        prompt = null;
        var stay = unfolding.Stay;
        if (!PromptHandle.TryRead(unfolding.Context.PlanKey, stay.Id, handle, out var number))
        {
            return Refusals.HandleForeign;
        }

        if (stay.Prompts.Find(number) is not { } found)
        {
            return unfolding.Now >= LateUntil(unfolding, number, isHealth) ? Refusals.HandleExpired : Refusals.HandleUsed;
        }

        if (found.Fate == Fate.Planned)
        {
            return Refusals.HandleForeign; // It was not issued yet.
        }

        if (!IsAnswerable(unfolding, found))
        {
            return found.Excuse == Excuse.Superseded ? Refusals.HandleUsed : Refusals.HandleExpired;
        }

        prompt = found;
        return found.Kind == PromptKind.Health == isHealth ? null : Refusals.HandleOfOtherKind;
    }

    /// <summary>
    /// The health report of a day, where the phone names none: planned, open, or still to be given late. Null: there is none.
    /// </summary>
    internal static PromptState? FindOfDay(Unfolding unfolding, int day) =>
        unfolding.Stay.Prompts.Find(new(day, 0)) is { } prompt
        && (prompt.Fate == Fate.Planned || IsAnswerable(unfolding, prompt))
            ? prompt
            : null;

    /// <summary>What an answer makes of its prompt. An excused prompt stays excused: the answer is kept all the same.</summary>
    internal static Fate Judge(PromptState prompt) =>
        prompt.Fate == Fate.Missed ? Fate.Late
        : prompt.Fate == Fate.Excused ? Fate.Excused
        : Fate.Answered;

    private static bool IsAnswerable(Unfolding unfolding, PromptState prompt) => HandleStanding.Dead != PromptWindow.StandingAt(
        prompt, LateDays(unfolding, prompt.Kind == PromptKind.Health), unfolding.Context.Programme.Zone, unfolding.Now);

    private static int LateDays(Unfolding unfolding, bool isHealth) =>
        isHealth ? unfolding.Context.Programme.Health.LateDays : unfolding.Context.Programme.Location.LateDays;

    /// <summary>Until the end of so many more local days an answer is kept and marked late.</summary>
    private static DateTimeOffset LateUntil(Unfolding unfolding, PromptNumber number, bool isHealth) =>
        unfolding.Context.Programme.Zone.StartOf(
            unfolding.Period.DateOf(number.Day).AddDays(LateDays(unfolding, isHealth) + 1));
}
