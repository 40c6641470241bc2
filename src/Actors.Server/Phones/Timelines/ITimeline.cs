using System.Collections.Immutable;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;

namespace Actors.Server.Phones.Timelines;

/// <summary>
/// What was recorded about a person's stay, and what counted. Never contains what is still planned (SPEC Q10).
/// </summary>
public interface ITimeline
{
    /// <summary>Reads one page, newest first.</summary>
    /// <param name="person">The person.</param>
    /// <param name="stay">The stay.</param>
    /// <param name="before">The <see cref="TimelinePage.Next"/> of the former page; <c>null</c> for the newest page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<TimelinePage> ReadAsync(EntrantId person, StayId stay, long? before, CancellationToken cancellationToken = default);
}

/// <summary>A page of a timeline.</summary>
/// <param name="Entries">At most <see cref="Size"/> entries, newest first.</param>
/// <param name="Next">Where the next page begins; <c>null</c> if this is the last.</param>
public sealed record TimelinePage(ImmutableArray<TimelineEntry> Entries, long? Next)
{
    /// <summary>The most entries of a page.</summary>
    public const int Size = 50;
}

/// <summary>One recorded event. Positions and answers stay sealed.</summary>
/// <param name="Sequence">Its sequence in the person's ledger.</param>
/// <param name="At">The time, by the programme clock.</param>
/// <param name="Code">The kind of event, such as <c>location-reported</c>.</param>
/// <param name="TextKey">The key of its text, such as <c>timeline.location-reported</c>.</param>
/// <param name="Prompt">The prompt it is about; <c>null</c> if none.</param>
/// <param name="Outcome">The outcome that it gave the prompt; <c>null</c> if none.</param>
/// <param name="Excuse">Why the prompt does not count; <c>null</c> if it does.</param>
/// <param name="Presence">The verdict on the position; <c>null</c> if there was none.</param>
/// <param name="FollowUp">What staff were asked to do; <c>null</c> if nothing.</param>
public sealed record TimelineEntry(
    long Sequence, DateTimeOffset At, string Code, string TextKey, PromptNumber? Prompt, PromptOutcome? Outcome, Excuse? Excuse,
    PresenceVerdict? Presence, FollowUps? FollowUp);
