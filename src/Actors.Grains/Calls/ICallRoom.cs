namespace Actors.Grains.Calls;

/// <summary>How many calls can run at once here. It answers from memory.</summary>
public interface ICallRoom
{
    /// <summary>Whether another call can run now.</summary>
    bool HasRoom { get; }
}
