using Actors.Domain.Outages;

namespace Actors.Storage.Outages;

/// <summary>
/// The outages of the last <see cref="Limits.OutageMemory"/>, in memory. It knows the outage of a restart before any part
/// that starts after storage can ask. It also knows an outage that has ended but that the next sign of life has not
/// recorded yet.
/// </summary>
/// <remarks>Of other servers it knows the outages stored before this server started.</remarks>
public sealed class OutageCalendar : IOutageCalendar
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _wall;
    private readonly IProgrammeTime _programme;
    private volatile KnownOutages _stored = KnownOutages.None;
    private volatile SignOfLife? _last;

    internal OutageCalendar(TimeProvider wall, IProgrammeTime programme) => (_wall, _programme) = (wall, programme);

    /// <inheritdoc/>
    public KnownOutages Known => _last is { } last && last.IsOverdue(_wall.GetUtcNow())
        ? _stored.With(new OutageInterval(last.At, _programme.Now))
        : _stored;

    /// <summary>Loads the stored outages.</summary>
    internal async Task LoadAsync(LivenessStore store, CancellationToken cancellationToken) =>
        Add(await store.ReadAsync(_programme.Now - Limits.OutageMemory, DateTimeOffset.MaxValue, cancellationToken));

    /// <summary>Adds an outage that has been stored.</summary>
    internal void Add(Outage outage) => Add([outage]);

    /// <summary>Records a sign of life.</summary>
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
