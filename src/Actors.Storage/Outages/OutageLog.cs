using Actors.Domain.Outages;

namespace Actors.Storage.Outages;

/// <summary>Records and reads the outages of the platform.</summary>
public sealed class OutageLog
{
    private readonly LivenessStore _store;
    private readonly OutageCalendar _calendar;

    internal OutageLog(LivenessStore store, OutageCalendar calendar)
    {
        _store = store;
        _calendar = calendar;
    }

    /// <summary>Records an outage that another part found, for example of a channel.</summary>
    /// <exception cref="ArgumentException">It ends before it begins.</exception>
    public async Task AppendAsync(Outage outage, CancellationToken cancellationToken = default)
    {
        if (outage.To <= outage.From)
        {
            throw new ArgumentException("An outage ends after it began.", nameof(outage));
        }

        await _store.AddAsync(outage, cancellationToken);
        _calendar.Add(outage);
    }

    /// <summary>Reads every outage that overlaps the time between the two moments, ordered by its beginning.</summary>
    public Task<IReadOnlyList<Outage>> ReadAllAsync(
        DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        _store.ReadAsync(after, until, cancellationToken);

    /// <summary>
    /// Reads the intervals with an outage between the two moments: cut to them, in order and without overlaps, so that
    /// their lengths can be added.
    /// </summary>
    public async Task<IReadOnlyList<OutageInterval>> ReadAsync(
        DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var outages = await _store.ReadAsync(after, until, cancellationToken);
        return KnownOutages.Of(outages.Select(outage => new OutageInterval(
            outage.From > after ? outage.From : after, outage.To < until ? outage.To : until))).Intervals;
    }
}
