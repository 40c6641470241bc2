namespace Actors.Protocol.Messages;

/// <summary>One thing that was recorded.</summary>
/// <param name="At">When, by the clock of prompts.</param>
/// <param name="Code">What, such as <c>location-reported</c>; more may come with time.</param>
/// <param name="Text">The same in the language of the phone.</param>
/// <param name="Fate">What became of a prompt by it; null: nothing.</param>
/// <param name="Excuse">Why the prompt does not count, in the language of the phone; null: it does, or there is none.</param>
public sealed record TimelineEntry(DateTimeOffset At, string Code, string Text, PromptFate? Fate = null, string? Excuse = null);
