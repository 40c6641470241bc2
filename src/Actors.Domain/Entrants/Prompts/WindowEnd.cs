namespace Actors.Domain.Entrants.Prompts;

/// <summary>What comes of the window of a prompt.</summary>
/// <param name="Outcome">Open: it goes on, perhaps longer than before. Otherwise it is over.</param>
/// <param name="Excuse">Why it does not count, when it does not.</param>
/// <param name="ClosesAt">When the window ends or ended; null: it never began.</param>
/// <param name="Extension">How much of the window was given because of outages.</param>
public readonly record struct WindowEnd(PromptOutcome Outcome, Excuse Excuse, DateTimeOffset? ClosesAt, TimeSpan Extension);
