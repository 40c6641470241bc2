namespace Actors.Grains.Calls;

/// <summary>Without media no person can be called.</summary>
public sealed class NoRoom : ICallRoom
{
    /// <inheritdoc/>
    public bool HasRoom => false;
}
