namespace Actors.Engine.Activations;

/// <summary>Work that begins with a turn of an activation.</summary>
internal interface ITurn
{
    /// <summary>Runs the first turn; later ones follow by awaiting. Never throws.</summary>
    void Begin();
}
