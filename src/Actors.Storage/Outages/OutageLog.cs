using Actors.Domain.Programmes;

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

/// <summary>
/// The outages of the last <see cref="Limits.OutageMemory"/>, in memory. It knows the outage of a restart before any part
/// that starts after storage can ask. It also knows an outage that has ended but that the next sign of life has not
/// recorded yet.
/// </summary>
/// <remarks>Of other servers it knows the outages stored before this server started.</remarks>
public sealed class OutageCalendar : IOutageCalendar
{
    private readonly Lock _gate = new();
    private readonly SteadyClock _clock;
    private readonly IProgrammeTime _programme;
    private volatile KnownOutages _stored = KnownOutages.None;
    private volatile SignOfLife? _last;

    internal OutageCalendar(SteadyClock clock, IProgrammeTime programme) => (_clock, _programme) = (clock, programme);

    /// <inheritdoc/>
    public KnownOutages Known => _last is { } last && last.IsOverdue(_clock.SinceBoot, _programme.Speed)
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

/// <summary>A time in which the platform was not available.</summary>
/// <param name="From">The last moment known to be good.</param>
/// <param name="To">The first moment known to be good again.</param>
/// <param name="Cause">The cause.</param>
/// <param name="ServerId">The server that reports it.</param>
/// <param name="IsPlanned">Whether the server was stopped in an orderly way.</param>
public sealed record Outage(DateTimeOffset From, DateTimeOffset To, OutageCause Cause, string ServerId, bool IsPlanned);

/// <summary>The cause of an outage.</summary>
public enum OutageCause
{
    /// <summary>The server did not run, or was paused.</summary>
    Server,

    /// <summary>The server ran but could not store anything.</summary>
    Storage,

    /// <summary>Messages could not be sent.</summary>
    Channel,
}
