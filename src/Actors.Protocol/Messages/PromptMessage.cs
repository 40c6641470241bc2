namespace Actors.Protocol.Messages;

/// <summary>A prompt is to be shown.</summary>
/// <param name="Person">Who is asked.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Occasion">Why it is shown.</param>
/// <param name="Title">In the language of the phone.</param>
/// <param name="Body">In the language of the phone.</param>
public sealed record PromptMessage(string Person, Prompt Prompt, PromptOccasion Occasion, string Title, string Body);
