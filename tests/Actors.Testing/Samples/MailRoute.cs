using Actors.Domain.Ledger;

namespace Actors.Testing.Samples;

/// <summary>Where a test can stand in the way of letters.</summary>
public sealed class MailRoute
{
    /// <summary>Runs before a letter is brought; when it throws, the letter is not.</summary>
    public Func<EffectId, Task> BeforeDelivery { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Runs after a letter was delivered. If it throws, the sender does not learn of the delivery.</summary>
    public Func<EffectId, Task> AfterDelivery { get; set; } = static _ => Task.CompletedTask;
}
