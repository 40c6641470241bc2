namespace Actors.Storage.Outages;

/// <summary>Signs of life and outages in memory.</summary>
public sealed class MemoryLivenessStore : ILivenessStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LivenessMark> _marks = new(StringComparer.Ordinal);
    private readonly List<Outage> _outages = [];

    /// <summary>All outages, in the order in which they were stored.</summary>
    internal IReadOnlyList<Outage> Outages
    {
        get
        {
            lock (_gate)
            {
                return [.. _outages];
            }
        }
    }

    Task<LivenessMark?> ILivenessStore.FindAsync(string serverId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_marks.GetValueOrDefault(serverId));
        }
    }

    Task<DateTimeOffset?> ILivenessStore.FindOthersAsync(string serverId, CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(null);

    Task<DateTimeOffset?> ILivenessStore.FindLatestAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_marks.Values.Max(mark => (DateTimeOffset?)mark.SeenAt));
        }
    }

    Task ILivenessStore.CommitAsync(LivenessMark mark, Outage? outage, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _marks[mark.ServerId] = mark;
            if (outage is not null)
            {
                _outages.Add(outage);
            }

            return Task.CompletedTask;
        }
    }

    Task ILivenessStore.AddAsync(Outage outage, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _outages.Add(outage);
            return Task.CompletedTask;
        }
    }

    Task<IReadOnlyList<Outage>> ILivenessStore.ReadAsync(
        DateTimeOffset after, DateTimeOffset until, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Outage>>([.. _outages
                .Where(outage => outage.From < until && outage.To > after)
                .OrderBy(outage => outage.From)]);
        }
    }
}
