namespace Actors.Domain.Programmes;

/// <summary>What happens when prompts cannot be delivered (SPEC Q6).</summary>
public sealed record DeliveryRules
{
    /// <summary>
    /// The longest overlap of a window with outages by which it is extended; a longer one excuses. Also how late a prompt
    /// may be sent after an outage.
    /// </summary>
    public required TimeSpan OutageTolerance { get; init; }
}
