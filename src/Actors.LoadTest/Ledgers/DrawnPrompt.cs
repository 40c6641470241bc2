namespace Actors.LoadTest.Ledgers;

/// <summary>One prompt of a day, as it was drawn.</summary>
public sealed record DrawnPrompt(int Number, PromptKind Kind, DateTimeOffset At);
