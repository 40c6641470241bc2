using System.Globalization;
using Actors.Domain.Calls;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Programmes;
using Actors.Grains.Calls;
using Actors.Notifications.Texts.Keys;
using Actors.Server.Calls;
using Actors.Vision.Guidance;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>Translates what the call grain shows into messages.</summary>
internal static class CallTranslation
{
    /// <summary>The state of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="zone">The zone of times in texts.</param>
    /// <param name="speed">Programme seconds per real second.</param>
    /// <param name="texts">The language of the phone.</param>
    public static Message.VideoCall Call(CallView call, ProgrammeZone zone, double speed, PhoneTexts texts)
    {
        var seconds = (call.Next - call.At)?.TotalSeconds / (speed > 0 ? speed : 1);
        var queue = call is { QueuePlace: { } place } ? new Message.CallQueue(place, Whole(seconds ?? 0)) : null;
        var (title, text) = Words(call, queue, zone, texts);
        return new(
            call.Person.ToString(), call.Number, StageOf(call.Stage), call.At, call.Next, seconds,
            [.. call.Persons.Select(check => new Message.CallPerson(check.Person.ToString(), FaceOf(check.Face)))],
            call.IsPlaceKnown, queue, OutcomeOf(call.Outcome), title, text, call.CallBackAt);
    }

    /// <summary>Feedback on one picture.</summary>
    public static Message.CallFeedback Feedback(PictureFeedback feedback, PhoneTexts texts) => new(
        feedback.Number, feedback.Person.ToString(), CodeOf(feedback.Code), texts.Say(GuideTexts.Of(feedback.Code)),
        feedback.Progress, feedback.Face);

    private static (string Title, string Text) Words(
        CallView call, Message.CallQueue? queue, ProgrammeZone zone, PhoneTexts texts)
    {
        var at = zone.TimeAt(call.Next ?? call.At);
        return call.Stage switch
        {
            CallStage.Announced => (
                texts.Say(CallTexts.NoticeTitle),
                texts.Say(CallTexts.NoticeBody, ("minutes", 1))),
            CallStage.Ringing => (texts.Say(CallTexts.RingTitle), texts.Say(CallTexts.RingBody)),
            CallStage.Waiting => (
                texts.Say(CallTexts.WaitingTitle),
                call.IsOurs ? texts.Say(CallTexts.OurTrouble) : texts.Say(CallTexts.Retry, ("time", at))),
            CallStage.Checking => (
                texts.Say(CallTexts.CheckingTitle),
                texts.Say(call.Persons.Any(check => check.Face is not null) && call.NextPerson is not null
                    ? CallTexts.NextPerson
                    : CallTexts.NoSound)),
            CallStage.Queued when call.CallBackAt is { } callBackAt => (
                texts.Say(CallTexts.StaffTitle), texts.Say(CallTexts.NoDesk, ("time", zone.TimeAt(callBackAt)))),
            CallStage.Queued => (
                texts.Say(CallTexts.QueuedTitle),
                queue is null
                    ? texts.Say(CallTexts.Queued)
                    : texts.Say(CallTexts.HandedOver, ("place", queue.Place), ("minutes", (queue.WaitSeconds + 59) / 60))),
            CallStage.Ended or _ => EndWords(call, at, texts),
        };
    }

    private static (string Title, string Text) EndWords(CallView call, TimeOnly at, PhoneTexts texts) => call.Outcome switch
    {
        CallOutcome.Passed => (texts.Say(CallTexts.PassedTitle), texts.Say(CallTexts.Passed)),
        CallOutcome.CallBack => (texts.Say(CallTexts.StaffTitle), texts.Say(CallTexts.CallBack, ("time", at))),
        CallOutcome.NotAnswered or CallOutcome.NotReached => (
            texts.Say(CallTexts.StaffTitle), texts.Say(CallTexts.StaffCall)),
        CallOutcome.Withdrawn => (texts.Say(CallTexts.EndedTitle), texts.Say(CallTexts.Withdrawn)),
        CallOutcome.StayEnded or null or _ => (texts.Say(CallTexts.EndedTitle), texts.Say(CallTexts.StayOver)),
    };

    private static string CodeOf(GuideCode code) => string.Concat(code.ToString().Select((letter, index) =>
        char.IsUpper(letter) && index > 0 ? "-" + char.ToLower(letter, CultureInfo.InvariantCulture)
        : char.ToLower(letter, CultureInfo.InvariantCulture).ToString()));

    private static int Whole(double seconds) => (int)Math.Ceiling(Math.Max(0, seconds));

    private static Message.CallStage StageOf(CallStage stage) => stage switch
    {
        CallStage.Announced => Message.CallStage.Announced,
        CallStage.Ringing => Message.CallStage.Ringing,
        CallStage.Waiting => Message.CallStage.Waiting,
        CallStage.Checking => Message.CallStage.Checking,
        CallStage.Queued => Message.CallStage.Queued,
        CallStage.Ended or _ => Message.CallStage.Ended,
    };

    private static Message.FaceOutcome? FaceOf(FaceResult? face) => face?.Outcome switch
    {
        null => null,
        FaceOutcome.Passed => Message.FaceOutcome.Passed,
        FaceOutcome.Failed => Message.FaceOutcome.Failed,
        FaceOutcome.Unknown or _ => Message.FaceOutcome.Unknown,
    };

    private static Message.CallOutcome? OutcomeOf(CallOutcome? outcome) => outcome switch
    {
        null => null,
        CallOutcome.Passed => Message.CallOutcome.Passed,
        CallOutcome.NotAnswered => Message.CallOutcome.NotAnswered,
        CallOutcome.NotReached => Message.CallOutcome.NotReached,
        CallOutcome.CallBack => Message.CallOutcome.CallBack,
        CallOutcome.Withdrawn => Message.CallOutcome.Withdrawn,
        CallOutcome.StayEnded or _ => Message.CallOutcome.StayEnded,
    };
}
