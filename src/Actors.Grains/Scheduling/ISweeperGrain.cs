namespace Actors.Grains.Scheduling;

/// <summary>Wakes the grains of one partition of the due index when they are due. Its key is the partition.</summary>
[Alias("sweeper")]
public interface ISweeperGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Begins to sweep, and goes on whatever happens to this process or another. One that sweeps already takes on the speed
    /// of the programme clock.
    /// </summary>
    [Alias("start")]
    Task StartAsync();

    /// <summary>Sweeps once, now.</summary>
    /// <returns>How many grains were woken.</returns>
    [Alias("sweep")]
    Task<int> SweepAsync();
}
