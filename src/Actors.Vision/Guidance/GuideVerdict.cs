using System.Text.RegularExpressions;

namespace Actors.Vision.Guidance;

/// <summary>The end of a judgement.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Reason">Why.</param>
public readonly partial record struct GuideVerdict(GuideOutcome Outcome, GuideReason Reason)
{
    /// <summary>The reason in words between hyphens, as in <c>no-turn</c>, for ledgers and reports.</summary>
    public string ReasonCode => Capital().Replace(Reason.ToString(), "-$0").ToLowerInvariant();

    internal static GuideVerdict Passed { get; } = new(GuideOutcome.Passed, GuideReason.None);

    internal static GuideVerdict Failed(GuideReason reason) => new(GuideOutcome.Failed, reason);

    internal static GuideVerdict Unknown(GuideReason reason) => new(GuideOutcome.Unknown, reason);

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
