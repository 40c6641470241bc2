using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Domain.Entrants;

/// <summary>
/// Open follow-ups of one person, for staff to look at. The numbers are stored and keep their meaning.
/// <see cref="FollowUpRules"/> says what settles each one without staff.
/// </summary>
[GenerateSerializer]
[Alias("follow-ups")]
[Flags]
public enum FollowUps : ushort
{
    /// <summary>No follow-up.</summary>
    None = 0,

    /// <summary>The person checked in outside all known places. Staff confirm the new place.</summary>
    NewPlace = 1 << 0,

    /// <summary>A second fix was outside, uncertain or missing.</summary>
    UncertainPlace = 1 << 1,

    /// <summary>The person reported symptoms.</summary>
    Symptoms = 1 << 2,

    /// <summary>
    /// The phone needs help: a prompt did not reach it in time, or its clock, its positions or its answers are wrong.
    /// </summary>
    PhoneProblem = 1 << 3,

    /// <summary>No contact for the first span of the programme. Other channels try, then staff call.</summary>
    Unreachable = 1 << 4,

    /// <summary>No contact for the second span. A supervisor looks at it.</summary>
    Supervisor = 1 << 5,

    /// <summary>A prompt that reached the phone was missed.</summary>
    NotAnswering = 1 << 6,

    /// <summary>An automatic call failed, or three answers in a row could not be used. Staff are to call.</summary>
    CallDue = 1 << 7,

    /// <summary>The roster does not know the person, days after landing, or the person says that the details are right.</summary>
    Unconfirmed = 1 << 8,

    /// <summary>Another phone asks to speak for the person, without consent of the phone before. Staff decide.</summary>
    PhoneDisputed = 1 << 9,
}

/// <summary>Decides which events settle a follow-up without staff.</summary>
public static class FollowUpRules
{
    /// <summary>The follow-ups that lost contact opens. Any contact settles them.</summary>
    public const FollowUps OfSilence = FollowUps.Unreachable | FollowUps.Supervisor;

    /// <summary>The follow-ups that concern only how to reach the person.</summary>
    private const FollowUps OfReach = OfSilence | FollowUps.PhoneProblem | FollowUps.CallDue;

    /// <summary>Splits a combination into single follow-ups.</summary>
    public static IEnumerable<FollowUps> Each(FollowUps followUps) =>
        Enum.GetValues<FollowUps>().Where(single => (followUps & single) != FollowUps.None);

    /// <summary>
    /// The follow-ups that an event settles, besides <see cref="OfSilence"/>. A delivery proof by the phone settles a phone
    /// problem, unless the server still measures a fault of the phone.
    /// A location report to a prompt settles missing answers; a health report does not, because it can come from
    /// anywhere. A passed call settles failed ones. The end of the stay settles everything about reaching the person and about
    /// the registration.
    /// New or uncertain places, symptoms and the last missed prompts stay open for staff.
    /// </summary>
    /// <param name="happened">The event.</param>
    /// <param name="faults">The faults of the phone after the event.</param>
    public static FollowUps SettledBy(EntrantEvent happened, PhoneFaults faults)
    {
        var mended = (faults & PhoneState.Measured) == PhoneFaults.None ? FollowUps.PhoneProblem : FollowUps.None;
        return happened switch
        {
            EntrantEvent.StayEnded => OfReach | FollowUps.Unconfirmed | FollowUps.PhoneDisputed,
            EntrantEvent.StayConfirmed => FollowUps.Unconfirmed,
            EntrantEvent.PhoneSettled => FollowUps.PhoneDisputed,
            EntrantEvent.PromptDelivered { Channel: not Channel.Sms } or EntrantEvent.PromptOpened => mended,
            EntrantEvent.LocationReported { Prompt: not null } => FollowUps.NotAnswering | mended,
            EntrantEvent.CallConcluded { Outcome: CallOutcome.Passed } => FollowUps.CallDue,
            _ => FollowUps.None,
        };
    }
}
