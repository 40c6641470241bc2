using System.Collections.Immutable;
using System.Globalization;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Programmes;
using Actors.Storage.ReadModels.Entrants;

namespace Actors.Server.Board;

/// <summary>Words for the events of people on the board.</summary>
internal static class EventWords
{
    /// <summary>The latest events, newest first.</summary>
    public static ImmutableArray<BoardEvent> TellAll(ProgrammeFigures figures, ProgrammeZone zone) =>
        [.. figures.Latest.Reverse().Select(happened => Tell(happened, zone))];

    private static BoardEvent Tell(LatestEvent happened, ProgrammeZone zone)
    {
        var day = happened.Facts.Prompt is { } prompt ? $"day {prompt.Day} · " : "";
        var time = zone.TimeAt(happened.At).ToString("HH:mm", CultureInfo.InvariantCulture);
        return new(
            $"{happened.Position.Transaction}-{happened.Position.Number}", $"Person {NameOf(happened.Entrant)}", Text(happened),
            day + time, Tone(happened.Facts));
    }

    /// <summary>
    /// The last four digits of the random id: enough to follow a line by eye, too few to identify a person.
    /// </summary>
    private static string NameOf(string entrant) => entrant.Length <= 4 ? entrant : entrant[^4..];

    /// <summary>A kind of follow-up as a heading.</summary>
    public static string Heading(FollowUps followUp)
    {
        var words = Words(followUp);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string Text(LatestEvent happened) => happened.Facts.Code switch
    {
        "stay-started" => "landed",
        "stay-confirmed" => "is on the roster",
        "stay-ended" => "is free again",
        "companion-added" => "is responsible for a companion",
        "checked-in" => "checked in",
        "checked-in-at-new-place" => "checked in at a new place",
        "checked-in-without-position" => "checked in; the position cannot be used",
        "silent" => "cannot be reached",
        "silent-long" => "still cannot be reached; a supervisor is informed",
        "phone-changed" => "phone reports its settings",
        "phone-disputed" => "asks to continue on another phone",
        "phone-settled" => "has one phone again",
        "call-rang" => "is called by video",
        "call-answered" => "answered the video call",
        "call-escalated" => "waits for staff in a video call",
        "call-interrupted" => "video call broke off; it rings again",
        "call-put-off" => "video call rings later: too many run now",
        "call-concluded" => "video call is over",
        "call-withdrawn" => "did not take the video call that they asked for",
        "call-passed" => "passed a video call",
        "call-not-answered" => "did not answer a video call",
        "call-not-reached" => "could not be reached by a video call",
        "call-call-back" => "will be called back by staff",
        "follow-up-opened" => $"needs attention by staff: {Words(happened.Facts.FollowUp)}",
        _ => TextOfPrompt(happened),
    };

    private static string TextOfPrompt(LatestEvent happened) => happened.Facts.Code switch
    {
        "prompt-issued" => $"is asked for {Asked(happened.PromptKind)}",
        "second-fix-asked" => "is asked for a second fix",
        "prompt-delivered" => "phone received the prompt",
        "prompt-opened" => "opened the prompt",
        "prompt-reminded" => "is reminded",
        "prompt-extended" => "gets more time after an outage",
        "prompt-missed" => $"missed a prompt for {Asked(happened.PromptKind)}",
        "prompt-excused" => $"is excused: {Words(happened.Facts.Excuse)}",
        "answer-failed" => "sent an answer that cannot be used",
        "location-unusable" => "sent a location that cannot be used",
        "location-reported" => $"sent the location{Place(happened.Facts.Presence)}",
        "location-reported-late" => "sent the location, late",
        "health-reported" => "sent the health report",
        "health-reported-late" => "sent the health report, late",
        var code => code,
    };

    private static string Asked(PromptKind? kind) => kind switch
    {
        PromptKind.Health => "the health report",
        PromptKind.SecondFix => "a second fix",
        PromptKind.Location or null or _ => "the location",
    };

    private static string Place(PresenceVerdict? presence) => presence switch
    {
        PresenceVerdict.Outside => ": away from the place of stay",
        PresenceVerdict.Uncertain => ": uncertain",
        PresenceVerdict.Inside or PresenceVerdict.Unusable or null or _ => "",
    };

    private static string Words(Excuse? excuse) => excuse switch
    {
        Excuse.NotDelivered => "the prompt did not arrive",
        Excuse.Outage => "outage of the platform",
        Excuse.NotConnected => "no phone was connected",
        Excuse.NotConfirmed => "the stay is not confirmed yet",
        Excuse.Superseded => "a newer prompt came",
        Excuse.StayEnded => "the stay is over",
        Excuse.Permit => "away with a permit",
        Excuse.AnswerUnusable => "the answer could not be used",
        Excuse.PositionUnusable => "the phone gives no precise position",
        Excuse.PhoneDisputed => "two phones asked for the person",
        Excuse.None or null or _ => "does not count",
    };

    private static string Words(FollowUps? followUp) => followUp switch
    {
        FollowUps.NewPlace => "a new place",
        FollowUps.UncertainPlace => "an uncertain place",
        FollowUps.Symptoms => "symptoms",
        FollowUps.PhoneProblem => "a problem with the phone",
        FollowUps.Unreachable => "cannot be reached",
        FollowUps.Supervisor => "cannot be reached for a long time",
        FollowUps.NotAnswering => "does not answer",
        FollowUps.CallDue => "a call to make",
        FollowUps.Unconfirmed => "details to confirm",
        FollowUps.PhoneDisputed => "another phone to allow",
        FollowUps.None or null or _ => "several reasons",
    };

    private static string Tone(EventFacts facts) => facts switch
    {
        { Outcome: { } fate } => fate.ToString().ToLowerInvariant(),
        { Code: "checked-in" or "stay-ended" or "call-passed" } => "answered",
        { Code: "silent" or "silent-long" or "call-not-answered" } => "missed",
        { Code: "call-rang" or "call-answered" } => "open",
        { Code: "call-escalated" or "call-call-back" } => "late",
        { FollowUp: not null } => "late",
        _ => "",
    };
}
