using Actors.Domain.Entrants;
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
