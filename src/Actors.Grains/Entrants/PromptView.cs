using Actors.Domain.Entrants.Prompts;

namespace Actors.Grains.Entrants;

/// <summary>A prompt as the phone shows it.</summary>
/// <param name="Handle">What an answer carries: good once, for this person only.</param>
/// <param name="Number">Its number in the stay.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="IssuedAt">When it was sent.</param>
/// <param name="ClosesAt">Until when an answer is in time.</param>
/// <param name="Outcome">What became of it so far.</param>
[GenerateSerializer]
[Alias("prompt-view")]
[Immutable]
public sealed record PromptView(
    [property: Id(0)] string Handle,
    [property: Id(1)] PromptNumber Number,
    [property: Id(2)] PromptKind Kind,
    [property: Id(3)] DateTimeOffset IssuedAt,
    [property: Id(4)] DateTimeOffset ClosesAt,
    [property: Id(5)] PromptOutcome Outcome)
{
    /// <summary>A handle is as good as an answer: it is not for logs.</summary>
    public override string ToString() => $"{Kind} {Number}";
}
