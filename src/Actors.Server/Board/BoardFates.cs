using Actors.Storage.ReadModels.Entrants;

namespace Actors.Server.Board;

/// <summary>What became of prompts.</summary>
/// <param name="Prompts">All that were planned.</param>
/// <param name="Planned">Still to be issued.</param>
/// <param name="Open">Issued, and in time if answered now.</param>
/// <param name="Answered">In time.</param>
/// <param name="Late">Answered late.</param>
/// <param name="Missed">Reached the phone and not answered.</param>
/// <param name="Excused">Not held against the person.</param>
/// <param name="IsComplete">Whether the fates add up to the prompts.</param>
internal sealed record BoardFates(
    long Prompts, long Planned, long Open, long Answered, long Late, long Missed, long Excused, bool IsComplete)
{
    public static BoardFates Of(IEnumerable<FateCounts> counts)
    {
        var sum = counts.Aggregate(default(FateCounts), (one, other) => one + other);
        return new(
            sum.Prompts, sum.Planned, sum.Open, sum.Answered, sum.Late, sum.Missed, sum.Excused, sum.Sum == sum.Prompts);
    }
}
