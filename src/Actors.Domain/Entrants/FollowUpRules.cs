using Actors.Domain.Calls;

namespace Actors.Domain.Entrants;

/// <summary>What is settled by what happens, so that staff need not look at it any more.</summary>
public static class FollowUpRules
{
    /// <summary>What silence opens. A sign of life settles it.</summary>
    public const FollowUps OfSilence = FollowUps.Unreachable | FollowUps.Supervisor;

    /// <summary>What only concerns how to reach the person.</summary>
    private const FollowUps OfReach = OfSilence | FollowUps.PhoneToMend | FollowUps.CallDue;

    /// <summary>The single ones of several.</summary>
    public static IEnumerable<FollowUps> Each(FollowUps followUps) =>
        Enum.GetValues<FollowUps>().Where(single => (followUps & single) != FollowUps.None);

    /// <summary>
    /// What an event settles beside <see cref="OfSilence"/>. A phone that shows prompts is mended; a person who sends
    /// the position when asked is answering; a health report may come from anywhere. After the stay there is no need to
    /// reach the person, and a call that passes makes up for those that came to nothing. That a place is new or
    /// uncertain, complaints, and what was missed at last, neither a later report nor the end takes away: staff look at
    /// them.
    /// </summary>
    public static FollowUps SettledBy(EntrantEvent happened) => happened switch
    {
        EntrantEvent.StayEnded => OfReach,
        EntrantEvent.PromptDelivered or EntrantEvent.PromptOpened => FollowUps.PhoneToMend,
        EntrantEvent.LocationReported { Prompt: not null } => FollowUps.NotAnswering | FollowUps.PhoneToMend,
        EntrantEvent.CallConcluded { Outcome: CallOutcome.Passed } => FollowUps.CallDue,
        _ => FollowUps.None,
    };
}
