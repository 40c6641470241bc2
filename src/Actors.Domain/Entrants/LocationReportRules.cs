using Actors.Domain.Calls;
using Actors.Domain.Ledger;
using Actors.Domain.Presence;
using Actors.Domain.Prompts;

namespace Actors.Domain.Entrants;

/// <summary>What follows from a location report.</summary>
public static class LocationReportRules
{
    /// <summary>Takes a report that passed <see cref="AnswerRules.Check"/>.</summary>
    /// <param name="state">Of the person.</param>
    /// <param name="context">What the rules know beside it.</param>
    /// <param name="answer">Who says what when.</param>
    /// <param name="evidence">The position, judged.</param>
    /// <param name="call">The call in which it was taken: it learns what the position says. Null: none.</param>
    public static Decision<EntrantEvent, EntrantEffect> Report(
        EntrantState state, EntrantContext context, Answer answer, LocationEvidence evidence, int? call = null)
    {
        var unfolding = new Unfolding(state, context);
        DueRules.Unfold(unfolding);
        if (unfolding.Stay.HasEnded)
        {
            return new() { Refusal = Refusals.StayEnded };
        }

        PromptState? prompt = null;
        if (answer.Handle is { } handle && AnswerRules.Find(unfolding, handle, isHealth: false, out prompt) is { } refusal)
        {
            return new() { Refusal = refusal };
        }

        var asked = prompt?.Number;
        var fate = prompt is { } open ? AnswerRules.Judge(open) : (Fate?)null;
        var isLate = fate is Fate.Late or Fate.Excused;
        var second = IsOpen(evidence.Presence) && !isLate && prompt?.Kind != PromptKind.SecondFix
            ? SecondFix(unfolding, asked)
            : null;
        var receipt = second is not null ? Receipt.SecondFixWanted
            : isLate ? Receipt.LocationReceivedLate
            : Receipt.LocationReceived;
        unfolding.Happen(new EntrantEvent.LocationReported(
            answer.Command, asked, Day(unfolding), context.Now, answer.AnsweredAt, evidence.Position, evidence.Presence,
            evidence.IsMock, evidence.Place, fate, receipt));
        if (second is not null)
        {
            unfolding.Happen(second);
            unfolding.Ask(new EntrantEffect.ShowPrompt(second.Prompt));
        }
        else if (IsOpen(evidence.Presence))
        {
            unfolding.FollowUp(FollowUps.UncertainPlace, asked);
        }

        if (call is { } number)
        {
            unfolding.Ask(new EntrantEffect.TellPlace(number, Place(evidence.Presence)));
        }

        return unfolding.Decide();
    }

    /// <summary>The day of the stay; before and after it counts as the nearest.</summary>
    internal static int Day(Unfolding unfolding) => unfolding.Period.DayAt(unfolding.Now) ?? unfolding.Period.LastDay;

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
    /// A second fix is asked for once, at once, and never at night. Null: it cannot be, then staff look at the first.
    /// </summary>
    private static EntrantEvent.SecondFixAsked? SecondFix(Unfolding unfolding, PromptNumber? after)
    {
        var (programme, stay, now) = (unfolding.Context.Programme, unfolding.Stay, unfolding.Now);
        var day = Day(unfolding);
        var date = unfolding.Period.DateOf(day);
        var closesAt = now + programme.Location.SecondFixOpen;
        var isByDay = now >= programme.Zone.At(date, programme.Location.WindowFrom)
            && closesAt <= programme.Zone.At(date, programme.Location.WindowTo)
            && closesAt <= stay.EndsAt;
        var isAsked = false;
        foreach (var prompt in stay.Prompts)
        {
            isAsked |= prompt is { Kind: PromptKind.SecondFix, Fate: Fate.Open };
        }

        return isByDay && !isAsked && stay.PlannedDay == day && stay.LastIndex < PromptNumber.LastIndex
            ? new(new(day, stay.LastIndex + 1), now, closesAt, after)
            : null;
    }
}
