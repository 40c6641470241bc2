namespace Actors.Engine.Activations;

/// <summary>The first turn of an activation.</summary>
internal sealed class ActivationTurn(Activation activation) : ITurn
{
    public void Begin() => _ = activation.RunFirstTurnAsync();
}
