namespace Actors.Storage.Liveness;

/// <summary>What the platform knows of its own outages.</summary>
public sealed class OutageLog
{
    private readonly ILivenessStore _store;

    internal OutageLog(ILivenessStore store) => _store = store;

    /// <summary>Records an outage that somebody else noticed, of a channel for instance.</summary>
    /// <exception cref="ArgumentException">It does not end after it began.</exception>
    public Task AppendAsync(Outage outage, CancellationToken cancellationToken = default)
    {
        if (outage.To <= outage.From)
        {
            throw new ArgumentException("An outage ends after it began.", nameof(outage));
        }

        return _store.AddAsync(outage, cancellationToken);
    }

    /// <summary>Every outage that overlaps the time between the two moments, in the order in which they began.</summary>
    public Task<IReadOnlyList<Outage>> ReadAllAsync(
        DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        _store.ReadAsync(after, until, cancellationToken);

    /// <summary>
    /// When there was any outage between the two moments: cut to them, in order, and without overlaps, so that their
    /// lengths can be added up.
    /// </summary>
    public async Task<IReadOnlyList<OutageInterval>> ReadAsync(
        DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        var merged = new List<OutageInterval>();
        foreach (var outage in await _store.ReadAsync(after, until, cancellationToken))
        {
            var from = outage.From > after ? outage.From : after;
            var to = outage.To < until ? outage.To : until;
            if (merged is [.., var last] && from <= last.To)
            {
                merged[^1] = last with { To = to > last.To ? to : last.To };
            }
            else
            {
                merged.Add(new OutageInterval(from, to));
            }
        }

        return merged;
    }
}
