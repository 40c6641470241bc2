using Actors.Client.Simulated;
using Actors.LoadTest.Servers;

namespace Actors.LoadTest.Runs;

/// <summary>
/// Sets the programme clocks of the servers, and keeps the clock of the phones just behind them. Several clocks are stopped,
/// moved to the latest of them and started together at each change, so that their differences never add up.
/// </summary>
/// <param name="running">Gives the servers that run at the moment.</param>
/// <param name="clock">The clock of the phones.</param>
/// <param name="wall">The wall clock.</param>
internal sealed class ClockDriver(Func<IReadOnlyList<ServerControl>> running, FollowedClock clock, TimeProvider wall)
{
    private const int MaxAttempts = 5;

    /// <summary>A difference in programme time that needs no further attempt.</summary>
    private static readonly TimeSpan SmallError = TimeSpan.FromSeconds(20);

    /// <summary>How far the clocks of phones and servers may have differed, in programme time.</summary>
    public TimeSpan Error { get; private set; } = TimeSpan.FromSeconds(1);

    /// <summary>Changes the speed of all clocks.</summary>
    public async Task SetSpeedAsync(double speed, CancellationToken cancellationToken)
    {
        var servers = running();
        if (servers is [var single])
        {
            if (speed < clock.Speed)
            {
                clock.SetSpeed(speed); // Before the server: a phone must not be ahead of it.
            }

            await FollowAsync(single, () => single.SetClockAsync(speed, now: null, cancellationToken), cancellationToken);
        }
        else
        {
            await StartTogetherAsync(servers, speed, cancellationToken);
        }
    }

    /// <summary>Makes all clocks agree, after a server has started.</summary>
    public async Task SynchroniseAsync(CancellationToken cancellationToken)
    {
        var servers = running();
        if (servers is [var single])
        {
            await FollowAsync(single, () => single.ReadClockAsync(cancellationToken), cancellationToken);
        }
        else
        {
            var reading = await servers[0].ReadClockAsync(cancellationToken);
            await StartTogetherAsync(servers, clock.Speed > 0 ? clock.Speed : reading.Speed, cancellationToken);
        }
    }

    private async Task FollowAsync(ServerControl server, Func<Task<ClockReading>> read, CancellationToken cancellationToken)
    {
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < MaxAttempts && best > SmallError; attempt++)
        {
            var begun = wall.GetTimestamp();
            var reading = attempt == 0 ? await read() : await server.ReadClockAsync(cancellationToken);
            var error = wall.GetElapsedTime(begun) * reading.Speed;
            if (error < best)
            {
                best = error;
                clock.Follow(reading.Now, reading.Speed);
            }
        }

        Error = best > Error ? best : Error;
    }

    private async Task StartTogetherAsync(
        IReadOnlyList<ServerControl> servers, double speed, CancellationToken cancellationToken)
    {
        var error = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < MaxAttempts && error > SmallError; attempt++)
        {
            clock.SetSpeed(0);
            var stopped = await Task.WhenAll(
                servers.Select(server => server.SetClockAsync(speed: 0, now: null, cancellationToken)));
            var start = stopped.Max(reading => reading.Now);
            start = start > clock.Now ? start : clock.Now;
            var begun = wall.GetTimestamp();
            await Task.WhenAll(servers.Select(server => server.SetClockAsync(speed, start, cancellationToken)));
            error = wall.GetElapsedTime(begun) * speed;
            clock.Follow(start, speed);
        }

        Error = error > Error ? error : Error;
    }
}
