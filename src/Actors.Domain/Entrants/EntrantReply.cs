using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>The answer to a command of a phone: what it was taken for, or why it changed nothing.</summary>
/// <param name="Receipt">What it was taken for; <see cref="Receipt.None"/> when it was refused.</param>
/// <param name="Refusal">Why it changed nothing; null: it was accepted, now or before.</param>
[GenerateSerializer]
[Alias("entrant-reply")]
[Immutable]
public sealed record EntrantReply([property: Id(0)] Receipt Receipt, [property: Id(1)] Refusal? Refusal)
{
    /// <summary>Accepted and durable.</summary>
    public static EntrantReply Of(Receipt receipt) => new(receipt, null);

    /// <summary>Refused.</summary>
    public static EntrantReply Of(Refusal refusal) => new(Receipt.None, refusal);
}
