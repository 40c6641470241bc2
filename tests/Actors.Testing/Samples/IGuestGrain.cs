using Actors.Domain.Ledger;
using Actors.Grains.Ledger;

namespace Actors.Testing.Samples;

/// <summary>
/// A grain that is told personal data. Its key is the id of the record, which says nothing about the person.
/// </summary>
[Alias("test.guest")]
public interface IGuestGrain : IGrainWithStringKey, IDueGrain
{
    [Alias("register")]
    Task<Refusal?> RegisterAsync(CommandId command, GuestDetails details);

    /// <summary>What was registered; null: nothing was.</summary>
    [Alias("read")]
    Task<GuestDetails?> ReadAsync();

    /// <summary>Fails.</summary>
    [Alias("reject")]
    Task RejectAsync(GuestDetails details);

    /// <summary>Opens a sealed value as another one than it is.</summary>
    [Alias("confuse")]
    Task ConfuseAsync();

    /// <summary>Does not end before the door opens.</summary>
    [Alias("wait")]
    [ResponseTimeout("00:00:10")]
    Task WaitAsync(GuestDetails details);
}
