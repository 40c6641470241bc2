using System.Collections.Immutable;
using Actors.Domain.Entrants;
using Actors.Domain.Presence;
using Actors.Domain.Prompts;
using Actors.Domain.Stays;

namespace Actors.Server.Phones.Timelines;

/// <summary>
/// Everything that was recorded about a person's stay, and what counted; never what is still planned (SPEC Q10).
/// </summary>
public interface ITimeline
{
    /// <summary>One page, the newest first.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="stay">Which stay.</param>
    /// <param name="before">Where the page before ended: its <see cref="TimelinePage.Next"/>; null: from the newest.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<TimelinePage> ReadAsync(EntrantId person, StayId stay, long? before, CancellationToken cancellationToken = default);
}

/// <summary>A page of a timeline.</summary>
/// <param name="Entries">At most <see cref="Size"/>, the newest first.</param>
/// <param name="Next">Where the next page begins; null: there is none.</param>
public sealed record TimelinePage(ImmutableArray<TimelineEntry> Entries, long? Next)
{
    /// <summary>How many entries a page has at most.</summary>
    public const int Size = 50;
}

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
