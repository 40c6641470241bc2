namespace Actors.Grains.Calls;

/// <summary>What calls need besides the phone: media of this process, and staff. It answers from memory.</summary>
public interface ICallRoom
{
    /// <summary>Whether another call can run now.</summary>
    bool HasRoom { get; }

    /// <summary>Whether a member of staff is at a desk to take calls that wait.</summary>
    bool HasDesk { get; }
}

/// <summary>Without media no person can be called, and there is no call to take.</summary>
public sealed class NoRoom : ICallRoom
{
    /// <inheritdoc/>
    public bool HasRoom => false;

    /// <inheritdoc/>
    public bool HasDesk => false;
}
