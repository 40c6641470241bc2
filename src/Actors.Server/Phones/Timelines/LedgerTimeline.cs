using System.Collections.Immutable;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Storage.Ledger;
using Actors.Storage.ReadModels.Entrants;

namespace Actors.Server.Phones.Timelines;

/// <summary>
/// Reads a timeline backwards from the person's events in the ledger, by the index on grain and sequence. A stay begins
/// with its start event and ends before the start event of the next stay.
/// </summary>
internal sealed class LedgerTimeline(LedgerLog ledger) : ITimeline
{
    private const string GrainType = "entrant";
    private const int Rows = 200;

    public async Task<TimelinePage> ReadAsync(
        EntrantId person, StayId stay, long? before, CancellationToken cancellationToken = default)
    {
        var grain = GrainId.Create(GrainType, person.ToString());
        var entries = new List<TimelineEntry>();
        var next = before ?? long.MaxValue;
        while (true)
        {
            var records = await ledger.ReadGrainBackAsync(grain, next, Rows, cancellationToken);
            foreach (var record in records)
            {
                next = record.Event.Sequence;
                var started = record.Event.Body as EntrantEvent.StayStarted;
                if (started is not null && started.Stay != stay)
                {
                    entries.Clear(); // These entries belong to a later stay.
                    continue;
                }

                AddIfShown(entries, record);
                if (started is not null)
                {
                    return new([.. entries], null);
                }

                if (entries.Count == TimelinePage.Size)
                {
                    // A full page may belong to a later stay; then the wanted stay lies below it.
                    return await IsOfAsync(grain, stay, next, cancellationToken)
                        ? new([.. entries], next)
                        : await ReadAsync(person, stay, next, cancellationToken);
                }
            }

            if (records.Count < Rows)
            {
                return new([], null); // The stay is not in the ledger, or was erased.
            }
        }
    }

    private static void AddIfShown(List<TimelineEntry> entries, LedgerRecord record)
    {
        if (record.Event.Body is EntrantEvent happened && EventFacts.Of(happened) is { IsShown: true } facts)
        {
            entries.Add(new(
                record.Event.Sequence, record.Event.At, facts.Code, $"timeline.{facts.Code}", facts.Prompt, facts.Outcome,
                facts.Excuse, facts.Presence, facts.FollowUp));
        }
    }

    /// <summary>
    /// Whether the events above a sequence belong to the stay: the nearest start event below them is its own.
    /// </summary>
    private async Task<bool> IsOfAsync(GrainId grain, StayId stay, long sequence, CancellationToken cancellationToken)
    {
        while (true)
        {
            var records = await ledger.ReadGrainBackAsync(grain, sequence, Rows, cancellationToken);
            foreach (var record in records)
            {
                if (record.Event.Body is EntrantEvent.StayStarted started)
                {
                    return started.Stay == stay;
                }
            }

            if (records.Count < Rows)
            {
                return false;
            }

            sequence = records[^1].Event.Sequence;
        }
    }
}

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
