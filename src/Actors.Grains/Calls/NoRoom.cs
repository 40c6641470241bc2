namespace Actors.Grains.Calls;

/// <summary>Where there are no media nobody can be called.</summary>
public sealed class NoRoom : ICallRoom
{
    /// <inheritdoc/>
    public bool HasRoom => false;
}
