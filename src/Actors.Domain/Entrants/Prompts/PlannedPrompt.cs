namespace Actors.Domain.Entrants.Prompts;

/// <summary>A prompt as it was drawn.</summary>
public readonly record struct PlannedPrompt(PromptNumber Number, PromptKind Kind, DateTimeOffset At);
