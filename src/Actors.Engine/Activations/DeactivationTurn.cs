namespace Actors.Engine.Activations;

/// <summary>The last turn of an activation.</summary>
internal sealed class DeactivationTurn(Activation activation) : ITurn
{
    public void Begin() => _ = activation.RunLastTurnAsync();
}
