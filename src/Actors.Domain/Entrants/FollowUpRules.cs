using Actors.Domain.Entrants.Calls;

namespace Actors.Domain.Entrants;

/// <summary>What is settled by what happens, so that staff need not look at it any more.</summary>
public static class FollowUpRules
{
    /// <summary>What silence opens. A sign of life settles it.</summary>
    public const FollowUps OfSilence = FollowUps.Unreachable | FollowUps.Supervisor;

    /// <summary>What only concerns how to reach the person.</summary>
    private const FollowUps OfReach = OfSilence | FollowUps.PhoneProblem | FollowUps.CallDue;

    /// <summary>The single ones of several.</summary>
    public static IEnumerable<FollowUps> Each(FollowUps followUps) =>
        Enum.GetValues<FollowUps>().Where(single => (followUps & single) != FollowUps.None);

    /// <summary>
    /// What an event settles beside <see cref="OfSilence"/>. A phone that shows prompts is mended; somebody who says where they
    /// are when asked is answering; with how they feel they may say so from anywhere. After the stay nobody needs to be
    /// reached any more, and a call that passes makes up for those that came to nothing. That a place is new or uncertain,
    /// complaints, and what was missed at last, neither a later report nor the end takes away: staff look at them.
    /// </summary>
    public static FollowUps SettledBy(EntrantEvent happened) => happened switch
    {
        EntrantEvent.StayEnded => OfReach,
        EntrantEvent.PromptDelivered or EntrantEvent.PromptOpened => FollowUps.PhoneProblem,
        EntrantEvent.LocationReported { Prompt: not null } => FollowUps.NotAnswering | FollowUps.PhoneProblem,
        EntrantEvent.CallConcluded { Outcome: CallOutcome.Passed } => FollowUps.CallDue,
        _ => FollowUps.None,
    };
}
