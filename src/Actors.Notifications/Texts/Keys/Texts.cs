using System.Text.RegularExpressions;

namespace Actors.Notifications.Texts.Keys;

/// <summary>Settings that the phone needs, each with the fix.</summary>
public static class PhoneTexts
{
    public static TextKey Title { get; } = new("phone.title");

    public static TextKey Location { get; } = new("phone.location");

    public static TextKey Camera { get; } = new("phone.camera");

    public static TextKey Microphone { get; } = new("phone.microphone");

    public static TextKey Notifications { get; } = new("phone.notifications");

    public static TextKey Silent { get; } = new("phone.silent");

    public static TextKey BatterySaver { get; } = new("phone.battery-saver");

    public static TextKey Update { get; } = new("phone.update");

    public static TextKey TooOld { get; } = new("phone.too-old");

    public static TextKey Clock { get; } = new("phone.clock");

    public static TextKey PreciseLocation { get; } = new("phone.precise-location");

    public static TextKey Answers { get; } = new("phone.answers");
}

/// <summary>The name of the centre, and the actions of the home screen.</summary>
public static class AppTexts
{
    public static TextKey CentreName { get; } = new("centre.name");

    /// <summary>The language's own name.</summary>
    public static TextKey LanguageName { get; } = new("language.name");

    /// <summary>The link to the app on a page.</summary>
    public static TextKey OpenApp { get; } = new("app.open");
}

/// <summary>Messages to a person whose phone has been silent.</summary>
public static class UnreachableTexts
{
    public static TextKey Title { get; } = new("contact.unreachable.title");

    public static TextKey Body { get; } = new("contact.unreachable.body");

    /// <summary>Takes <c>link</c>.</summary>
    public static TextKey Sms { get; } = new("contact.unreachable.sms");
}

/// <summary>The days of a stay, its end, and whether the details are confirmed.</summary>
public static class StayTexts
{
    /// <summary>Takes <c>day</c>, <c>last</c>.</summary>
    public static TextKey Day { get; } = new("stay.day");

    /// <summary>Takes <c>days</c>.</summary>
    public static TextKey Remaining { get; } = new("stay.remaining");

    /// <summary>Takes <c>date</c>.</summary>
    public static TextKey EndDate { get; } = new("stay.end-date");

    public static TextKey Over { get; } = new("stay.over");

    public static TextKey Unconfirmed { get; } = new("stay.unconfirmed");

    /// <summary>Takes <c>contact</c>.</summary>
    public static TextKey UnconfirmedContact { get; } = new("stay.unconfirmed-contact");

    /// <summary>The state of a day of the stay.</summary>
    public static TextKey ProgressOf(Enum value) => NamedTexts.Of("stay.progress", value);
}

/// <summary>Check-in at the place of stay.</summary>
public static class CheckInTexts
{
    public static TextKey Done { get; } = new("check-in.done");

    public static TextKey PlaceLabel { get; } = new("check-in.place-label");

    public static TextKey NewPlace { get; } = new("check-in.new-place");

    public static TextKey WithoutPosition { get; } = new("check-in.without-position");

    public static TextKey NotYet { get; } = new("check-in.not-yet");
}

/// <summary>Outcomes of prompts, and the reasons that excuse one.</summary>
public static class PromptTexts
{
    /// <summary>The outcome of a prompt.</summary>
    public static TextKey OutcomeOf(Enum value) => NamedTexts.Of("prompt.fate", value);

    /// <summary>Why a prompt does not count.</summary>
    public static TextKey ExcuseOf(Enum value) => NamedTexts.Of("prompt.excuse", value);
}

/// <summary>The request for a location, and what follows the answer.</summary>
public static class LocationTexts
{
    public static TextKey Title { get; } = new("prompt.location.title");

    /// <summary>Takes <c>until</c>.</summary>
    public static TextKey Body { get; } = new("prompt.location.body");

    public static TextKey ReminderTitle { get; } = new("prompt.location.reminder-title");

    /// <summary>Takes <c>until</c>.</summary>
    public static TextKey ReminderBody { get; } = new("prompt.location.reminder-body");

    /// <summary>Takes <c>link</c>, <c>until</c>.</summary>
    public static TextKey Sms { get; } = new("prompt.location.sms");

    public static TextKey Done { get; } = new("prompt.location.done");

    public static TextKey DoneLate { get; } = new("prompt.location.done-late");

    public static TextKey SecondFix { get; } = new("prompt.location.second-fix");

    public static TextKey Unusable { get; } = new("prompt.location.unusable");
}

/// <summary>The request for a health report, its questions, and what follows the answers.</summary>
public static class HealthTexts
{
    public static TextKey PromptTitle { get; } = new("prompt.health.title");

    /// <summary>Takes <c>until</c>.</summary>
    public static TextKey PromptBody { get; } = new("prompt.health.body");

    public static TextKey PromptReminderTitle { get; } = new("prompt.health.reminder-title");

    /// <summary>Takes <c>until</c>.</summary>
    public static TextKey PromptReminderBody { get; } = new("prompt.health.reminder-body");

    /// <summary>Takes <c>link</c>, <c>until</c>.</summary>
    public static TextKey PromptSms { get; } = new("prompt.health.sms");

    public static TextKey Done { get; } = new("health.done");

    public static TextKey DoneLate { get; } = new("health.done-late");

    public static TextKey ContactTitle { get; } = new("health.contact-title");

    /// <summary>Takes <c>centre</c>, <c>phone</c>.</summary>
    public static TextKey ContactBody { get; } = new("health.contact-body");
}

/// <summary>The names of symptoms, and the question about each.</summary>
public static class SymptomTexts
{
    /// <summary>The name of a symptom.</summary>
    public static TextKey NameOf(Enum value) => NamedTexts.Of("health.symptom", value);

    /// <summary>The question about a symptom.</summary>
    public static TextKey QuestionOf(Enum value) => NamedTexts.Of("health.question", value);
}

/// <summary>Video calls: before, during and after.</summary>
public static class CallTexts
{
    public static TextKey NoticeTitle { get; } = new("call.notice-title");

    /// <summary>Takes <c>minutes</c>.</summary>
    public static TextKey NoticeBody { get; } = new("call.notice-body");

    public static TextKey LocationOff { get; } = new("call.location-off");

    public static TextKey RingTitle { get; } = new("call.ring-title");

    public static TextKey RingBody { get; } = new("call.ring-body");

    public static TextKey NoSound { get; } = new("call.no-sound");

    /// <summary>Takes <c>time</c>.</summary>
    public static TextKey Retry { get; } = new("call.retry");

    public static TextKey Passed { get; } = new("call.passed");

    /// <summary>Takes <c>minutes</c>, <c>place</c>.</summary>
    public static TextKey HandedOver { get; } = new("call.handed-over");

    /// <summary>Takes <c>time</c>.</summary>
    public static TextKey CallBack { get; } = new("call.call-back");

    /// <summary>No member of staff can take the call, and a call-back is offered. Takes <c>time</c>.</summary>
    public static TextKey NoDesk { get; } = new("call.no-desk");

    public static TextKey OurTrouble { get; } = new("call.our-trouble");

    /// <summary>Takes <c>time</c>.</summary>
    public static TextKey RingAgain { get; } = new("call.ring-again");

    public static TextKey WaitingTitle { get; } = new("call.waiting-title");

    public static TextKey CheckingTitle { get; } = new("call.checking-title");

    public static TextKey NextPerson { get; } = new("call.next-person");

    public static TextKey QueuedTitle { get; } = new("call.queued-title");

    /// <summary>The position in the queue is not known yet.</summary>
    public static TextKey Queued { get; } = new("call.queued");

    public static TextKey PassedTitle { get; } = new("call.passed-title");

    public static TextKey StaffTitle { get; } = new("call.staff-title");

    public static TextKey StaffCall { get; } = new("call.staff-call");

    public static TextKey EndedTitle { get; } = new("call.ended-title");

    public static TextKey StayOver { get; } = new("call.stay-over");

    /// <summary>The person withdrew a request to be called.</summary>
    public static TextKey Withdrawn { get; } = new("call.withdrawn");
}

/// <summary>Guidance while the camera looks, one line at a time.</summary>
public static class GuideTexts
{
    public static TextKey NoFace { get; } = new("call.guide.no-face");

    /// <summary>The guidance for a code.</summary>
    public static TextKey Of(Enum value) => NamedTexts.Of("call.guide", value);
}

/// <summary>Entries of a person's timeline, worded for that person without blame.</summary>
public static class TimelineTexts
{
    /// <summary>The text for the code of an entry.</summary>
    /// <exception cref="ArgumentException">The code has no text.</exception>
    public static TextKey Of(string code) =>
        NamedTexts.Find("timeline", code) ?? throw new ArgumentException($"There is no text timeline.{code}.", nameof(code));
}

/// <summary>Why a command was refused, for the person who sent it.</summary>
public static class RefusalTexts
{
    public static TextKey WrongVersion { get; } = new("refusal.wrong-version");

    public static TextKey NoStay { get; } = new("refusal.no-stay");

    public static TextKey TryAgainLater { get; } = new("refusal.try-again-later");

    public static TextKey OurFault { get; } = new("refusal.our-fault");

    /// <summary>The text for the code of a refusal; <see cref="TryAgainLater"/> if the code has no text.</summary>
    public static TextKey Of(string code) => NamedTexts.Find("refusal", code) ?? TryAgainLater;
}

/// <summary>Keys whose last part is a code, or the name of an enum value: <c>sore-throat</c> for <c>SoreThroat</c>.</summary>
internal static partial class NamedTexts
{
    /// <summary>The key for a code; <c>null</c> if the catalogue has no such text.</summary>
    public static TextKey? Find(string area, string code) =>
        TextKey.TryParse($"{area}.{code}", out var key) && Catalogue.Default.Keys.Contains(key) ? key : null;

    /// <exception cref="ArgumentException">The value has no text.</exception>
    public static TextKey Of(string area, Enum value)
    {
        var name = Capital().Replace(value.ToString(), "-$0").ToLowerInvariant();
        return Find(area, name) ?? throw new ArgumentException($"There is no text {area}.{name}.", nameof(value));
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
