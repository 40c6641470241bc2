namespace Actors.Benchmarks.Schedules;

/// <summary>A grain that waits for a timer or a reminder and counts.</summary>
[Alias("bench.ticking")]
public interface ITickingGrain : IGrainWithStringKey, IRemindable
{
    /// <summary>Only makes it active.</summary>
    [Alias("wake")]
    Task WakeAsync();

    /// <summary>Sets its timer.</summary>
    /// <param name="due">When, as a timestamp of the machine's clock.</param>
    [Alias("arm")]
    Task ArmAsync(long due);
}
