using Actors.Grains.Calls;

namespace Actors.Testing.Entrants;

/// <summary>Whether calls can run, as a test says; unless it says so, none can.</summary>
public sealed class TestRoom : ICallRoom
{
    /// <inheritdoc/>
    public bool HasRoom { get; set; }

    /// <inheritdoc/>
    public bool HasDesk { get; set; } = true;
}
