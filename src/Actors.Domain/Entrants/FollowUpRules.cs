namespace Actors.Domain.Entrants;

/// <summary>What is settled by what happens, so that staff need not look at it any more.</summary>
public static class FollowUpRules
{
    /// <summary>What silence opens. A sign of life settles it.</summary>
    public const FollowUps OfSilence = FollowUps.Unreachable | FollowUps.Supervisor;

    private const FollowUps All = (FollowUps)ushort.MaxValue;

    /// <summary>The single ones of several.</summary>
    public static IEnumerable<FollowUps> Each(FollowUps followUps) =>
        Enum.GetValues<FollowUps>().Where(single => (followUps & single) != FollowUps.None);

    /// <summary>
    /// What an event settles beside <see cref="OfSilence"/>. A phone that shows prompts is mended; somebody who answers one
    /// is answering. That a place is new or uncertain, and complaints, no later report takes away: staff look at them.
    /// </summary>
    public static FollowUps SettledBy(EntrantEvent happened) => happened switch
    {
        EntrantEvent.StayEnded => All,
        EntrantEvent.PromptDelivered or EntrantEvent.PromptOpened => FollowUps.PhoneToMend,
        EntrantEvent.LocationReported { Prompt: not null } => FollowUps.NotAnswering | FollowUps.PhoneToMend,
        EntrantEvent.HealthReported { Prompt: not null } => FollowUps.NotAnswering, // Perhaps without having been asked.
        _ => FollowUps.None,
    };
}
