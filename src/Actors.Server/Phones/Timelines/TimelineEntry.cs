using Actors.Domain.Entrants;
using Actors.Domain.Presence;
using Actors.Domain.Prompts;

namespace Actors.Server.Phones.Timelines;

/// <summary>One thing that was recorded. Where the person was and what the person answered stays sealed.</summary>
/// <param name="Sequence">Its number in the person's ledger.</param>
/// <param name="At">When, by the programme clock.</param>
/// <param name="Code">What: <c>location-reported</c>.</param>
/// <param name="TextKey">Under which key the catalogue has its text: <c>timeline.location-reported</c>.</param>
/// <param name="Prompt">The prompt it is about; null: none.</param>
/// <param name="Fate">What became of the prompt by it; null: nothing.</param>
/// <param name="Excuse">Why the prompt does not count; null: it does.</param>
/// <param name="Presence">What the fix said about the place of stay; null: there was none.</param>
/// <param name="FollowUp">What staff were asked to look at; null: nothing.</param>
public sealed record TimelineEntry(
    long Sequence, DateTimeOffset At, string Code, string TextKey, PromptNumber? Prompt, Fate? Fate, Excuse? Excuse,
    PresenceVerdict? Presence, FollowUps? FollowUp);
