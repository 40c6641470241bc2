namespace Actors.Grains.Calls;

/// <summary>How many calls can run at once here. It answers from memory.</summary>
public interface ICallRoom
{
    /// <summary>Whether another call can run now.</summary>
    bool HasRoom { get; }
}

/// <summary>Without media no person can be called.</summary>
public sealed class NoRoom : ICallRoom
{
    /// <inheritdoc/>
    public bool HasRoom => false;
}
