using System.Collections.Concurrent;
using Actors.Domain.Programmes;
using Actors.Server.Phones.SignIn;
using Microsoft.AspNetCore.SignalR;

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

/// <summary>Counts the phones that are connected to this server now, by the programme of their person.</summary>
internal sealed class BoardPhones : IHubFilter
{
    private readonly ConcurrentDictionary<ProgrammeId, int> _connected = [];

    /// <summary>The phones of a programme.</summary>
    public int Connected(ProgrammeId programme) => _connected.GetValueOrDefault(programme);

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        await next(context);
        Add(context, 1);
    }

    public Task OnDisconnectedAsync(
        HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        Add(context, -1);
        return next(context, exception);
    }

    private void Add(HubLifetimeContext context, int change) => _connected.AddOrUpdate(
        PhoneIdentity.Of(context.Context.User).Programme, change, (_, before) => before + change);
}
