using Actors.Testing.Clusters;

namespace Actors.Testing.Samples;

/// <summary>Where a test can stand in the way of guests.</summary>
public sealed class GuestDoor
{
    /// <summary>Where guests wait.</summary>
    public Gate Gate { get; } = new();

    /// <summary>Runs before a greeting; when it throws, there is none.</summary>
    public Func<string, Task> BeforeGreeting { get; set; } = static _ => Task.CompletedTask;
}
