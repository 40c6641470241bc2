namespace Actors.Grains.Ledger;

/// <summary>A grain that the due index may wake.</summary>
[Alias("due-grain")]
public interface IDueGrain : IGrain
{
    /// <summary>
    /// Does what is due. It may be called at any time and any number of times: what was done is not done again.
    /// </summary>
    /// <remarks>Its callers wait ten seconds, not the usual thirty: one stuck grain must not hold up a sweep for long.</remarks>
    [Alias("on-due")]
    [ResponseTimeout("00:00:10")]
    Task OnDueAsync();

    /// <summary>Ends the activation and writes nothing: what it holds was erased from the storage.</summary>
    [Alias("forget")]
    Task ForgetAsync();
}
