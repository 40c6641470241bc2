using Actors.Engine.Calls;

namespace Actors.Engine.Activations;

/// <summary>What stands behind one grain identity: an activation, or the several of a stateless worker.</summary>
internal interface ICallTarget
{
    /// <summary>Takes a call; false when the target is over and the call must go to its successor.</summary>
    bool TryAccept(Request request);

    /// <summary>The activations there are now.</summary>
    IEnumerable<Activation> Activations { get; }

    /// <summary>An activation of this target is over.</summary>
    /// <returns>Whether the target itself is over with it.</returns>
    bool OnEnded(Activation activation);
}
