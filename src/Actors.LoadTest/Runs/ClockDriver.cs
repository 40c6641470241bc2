using Actors.Client.Simulated;
using Actors.LoadTest.Servers;

namespace Actors.LoadTest.Runs;

/// <summary>Keeps the clock of the phones on the clock of the server, through every change of speed.</summary>
internal sealed class ClockDriver(ServerControl server, FollowedClock clock, TimeProvider wall)
{
    private const int Attempts = 5;
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    /// <summary>How far the clock of the phones may have been behind, by the programme clock.</summary>
    public TimeSpan Error { get; private set; } = TimeSpan.FromSeconds(1);

    /// <summary>Changes the speed of both.</summary>
    public async Task SetSpeedAsync(double speed, CancellationToken cancellationToken)
    {
        if (speed < clock.Speed)
        {
            clock.GoOn(speed); // First here: a phone must not be ahead of the server.
        }

        await FollowAsync(() => server.SetSpeedAsync(speed, cancellationToken), cancellationToken);
    }

    /// <summary>Sets the clock of the phones to that of the server.</summary>
    public Task FollowAsync(CancellationToken cancellationToken) =>
        FollowAsync(() => server.ReadClockAsync(cancellationToken), cancellationToken);

    private async Task FollowAsync(Func<Task<ClockReading>> read, CancellationToken cancellationToken)
    {
        var best = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < Attempts && best > Enough; attempt++)
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
}
