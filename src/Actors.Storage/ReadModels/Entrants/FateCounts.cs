using Actors.Domain.Entrants.Prompts;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>Prompts, and how many have which fate. The fates add up to the prompts.</summary>
/// <param name="Prompts">All.</param>
/// <param name="Planned">Still to be issued.</param>
/// <param name="Open">Issued, and in time if answered now.</param>
/// <param name="Answered">Answered in time.</param>
/// <param name="Late">Answered late.</param>
/// <param name="Missed">Reached the phone and not answered.</param>
/// <param name="Excused">Not held against the person.</param>
public readonly record struct FateCounts(
    long Prompts, long Planned, long Open, long Answered, long Late, long Missed, long Excused)
{
    /// <summary>The sum of the fates. It equals <see cref="Prompts"/>; if not, a prompt was lost.</summary>
    public long Sum => Planned + Open + Answered + Late + Missed + Excused;

    /// <summary>One prompt of a fate.</summary>
    public static FateCounts Of(PromptOutcome fate) => new(
        1, Number(fate == PromptOutcome.Planned), Number(fate == PromptOutcome.Open), Number(fate == PromptOutcome.Answered),
        Number(fate == PromptOutcome.Late), Number(fate == PromptOutcome.Missed), Number(fate == PromptOutcome.Excused));

    public static FateCounts operator +(FateCounts left, FateCounts right) => new(
        left.Prompts + right.Prompts, left.Planned + right.Planned, left.Open + right.Open, left.Answered + right.Answered,
        left.Late + right.Late, left.Missed + right.Missed, left.Excused + right.Excused);

    public static FateCounts operator -(FateCounts left, FateCounts right) => new(
        left.Prompts - right.Prompts, left.Planned - right.Planned, left.Open - right.Open, left.Answered - right.Answered,
        left.Late - right.Late, left.Missed - right.Missed, left.Excused - right.Excused);

    private static long Number(bool value) => value ? 1 : 0;
}
