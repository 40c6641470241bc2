namespace Actors.Grains.Ledger;

/// <summary>A grain that the due index may wake.</summary>
[Alias("due-grain")]
public interface IDueGrain : IGrain
{
    /// <summary>
    /// Does whatever is due. Called as often as anybody likes and at any time: what was done is not done again.
    /// </summary>
    [Alias("on-due")]
    Task OnDueAsync();
}
