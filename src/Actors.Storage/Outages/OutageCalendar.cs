using Actors.Domain.Outages;

namespace Actors.Storage.Outages;

/// <summary>
/// The outages of the last <see cref="Limits.OutageMemory"/>, in memory. A restart is in it before anything that starts
/// after storage can ask. So is an outage that is just ending: who asks when the storage came back, or the process went
/// on, before the next sign of life has recorded it, finds it here.
/// </summary>
/// <remarks>Of other servers it knows what they had stored when this one started.</remarks>
public sealed class OutageCalendar : IOutageCalendar
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _wall;
    private readonly IProgrammeTime _programme;
    private volatile KnownOutages _stored = KnownOutages.None;
    private volatile SignOfLife? _last;

    internal OutageCalendar(TimeProvider wall, IProgrammeTime programme, IEnumerable<Outage> stored)
    {
        _wall = wall;
        _programme = programme;
        Add(stored);
    }

    /// <inheritdoc/>
    public KnownOutages Known => _last is { } last && last.IsOverdue(_wall.GetUtcNow())
        ? _stored.With(new OutageInterval(last.At, _programme.Now))
        : _stored;

    /// <summary>Takes in what is stored.</summary>
    internal async Task LoadAsync(ILivenessStore store, CancellationToken cancellationToken) =>
        Add(await store.ReadAsync(_programme.Now - Limits.OutageMemory, DateTimeOffset.MaxValue, cancellationToken));

    /// <summary>Takes in an outage that has been stored.</summary>
    internal void Add(Outage outage) => Add([outage]);

    /// <summary>Takes in that the server is there.</summary>
    internal void Note(SignOfLife sign) => _last = sign;

    private void Add(IEnumerable<Outage> outages)
    {
        var oldest = _programme.Now - Limits.OutageMemory;
        lock (_gate)
        {
            _stored = KnownOutages.Of(_stored.Intervals
                .Concat(outages.Select(outage => new OutageInterval(outage.From, outage.To)))
                .Where(outage => outage.To > oldest));
        }
    }
}
