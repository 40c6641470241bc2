using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>Decides what follows from a location report.</summary>
public static class LocationReportRules
{
    /// <summary>Accepts a report that passed <see cref="AnswerRules.Check"/>.</summary>
    /// <param name="state">The state of the entrant.</param>
    /// <param name="context">What the rules know besides the state.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="evidence">The fix, judged and sealed.</param>
    public static Decision<EntrantEvent, EntrantEffect> Report(
        EntrantState state, EntrantContext context, Answer answer, LocationEvidence evidence)
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

        var dated = decision.Date(answer, prompt);
        var asked = prompt?.Number;
        var outcome = prompt is { } open ? AnswerRules.Judge(open) : (PromptOutcome?)null;
        var isLate = outcome is PromptOutcome.Late or PromptOutcome.Excused;
        var second = isLate || prompt?.Kind == PromptKind.SecondFix ? null : SecondFix(decision, asked, evidence.Presence);
        var receipt = ReceiptOf(evidence.Presence, second is not null, isLate);
        decision.Apply(new EntrantEvent.LocationReported(
            answer.Command, asked, Day(decision), context.Now, dated.At, evidence.Position, evidence.Presence,
            evidence.IsMock, evidence.Place, outcome, receipt,
            answer.Call is null ? dated.ClockAheadSeconds : null,
            answer.Fingerprint(AnswerKind.Location)));
        decision.FollowUpAnswer(asked);
        AskOrFollowUp(decision, second, evidence, asked);
        if (answer.Call is { } number)
        {
            decision.AddEffect(new EntrantEffect.ReportPlaceToCall(number, Place(evidence.Presence)));
        }

        return decision.Build();
    }

    private static void AskOrFollowUp(
        EntrantDecision decision, EntrantEvent.SecondFixAsked? second, LocationEvidence evidence, PromptNumber? asked)
    {
        if (evidence.IsNewPlace)
        {
            decision.OpenFollowUp(FollowUps.NewPlace, asked);
        }

        if (second is not null)
        {
            decision.Apply(second);
            decision.AddEffect(new EntrantEffect.ShowPrompt(second.Prompt));
        }
        else if (IsOpen(evidence.Presence))
        {
            decision.OpenFollowUp(FollowUps.UncertainPlace, asked);
        }
    }

    private static Receipt ReceiptOf(PresenceVerdict? presence, bool isAskedAgain, bool isLate) =>
        presence == PresenceVerdict.Unusable ? Receipt.PositionUnusable
        : isAskedAgain ? Receipt.SecondFixWanted
        : isLate ? Receipt.LocationReceivedLate
        : Receipt.LocationReceived;

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
    /// Asks for a second fix at once if the first one is open or cannot be used, only once, and never in the quiet hours.
    /// <c>null</c> if it is not or cannot be asked for; staff then look at the first fix.
    /// </summary>
    private static EntrantEvent.SecondFixAsked? SecondFix(
        EntrantDecision decision, PromptNumber? after, PresenceVerdict? presence)
    {
        if (presence is null or PresenceVerdict.Inside)
        {
            return null;
        }

        var excuse = presence == PresenceVerdict.Unusable ? Excuse.PositionUnusable : Excuse.None;
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
            ? new(new(day, stay.LastIndex + 1), now, closesAt, after, excuse)
            : null;
    }
}
