namespace Actors.Engine.Activations;

/// <summary>Where an activation is in its life. It only ever goes on to a later one.</summary>
internal enum ActivationStatus : byte
{
    /// <summary>Nobody has called yet.</summary>
    Created,

    /// <summary>The grain is being made and reads its state; calls wait.</summary>
    Activating,

    /// <summary>Calls run.</summary>
    Valid,

    /// <summary>The last turn runs; calls wait for the next activation.</summary>
    Deactivating,

    /// <summary>Over.</summary>
    Ended,
}
