using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Actors.Domain.Programmes;

namespace Actors.Server.Board;

/// <summary>Makes frames of the programmes that are being watched, at most four a second.</summary>
internal sealed partial class BoardFeed(BoardReader reader, TimeProvider wallClock, ILogger<BoardFeed> logger) : BackgroundService
{
    /// <summary>The time between two frames.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<ProgrammeId, BoardLane> _lanes = [];

    /// <summary>The frames of a programme.</summary>
    public BoardLane Lane(ProgrammeId programme) => _lanes.GetOrAdd(programme, id => new(id, reader, wallClock));

    public override void Dispose()
    {
        base.Dispose();
        foreach (var lane in _lanes.Values)
        {
            lane.Dispose();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, wallClock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var lane in _lanes.Values.Where(lane => lane.IsWatched))
            {
                try
                {
                    await lane.AdvanceAsync(stoppingToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    LogFailed(exception);
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The figures of the board could not be read. It keeps the last ones and tries again in a moment.")]
    private partial void LogFailed(Exception exception);
}

/// <summary>Reads the meters of this host, and not those of another host in the same process.</summary>
internal sealed class BoardMeters : IDisposable
{
    private const string Connections = "signalr.server.active_connections";
    private readonly MeterListener _listener = new();
    private long _connected;

    public BoardMeters(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == Connections && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, change, _, _) => Interlocked.Add(ref _connected, change));
        _listener.Start();
    }

    /// <summary>Phones connected to this server now.</summary>
    public long Connected => Math.Max(0, Interlocked.Read(ref _connected));

    public void Dispose() => _listener.Dispose();
}
