using Actors.Domain.Entrants;
using Actors.Domain.Ledger;

namespace Actors.Grains.Entrants;

/// <summary>An answer of a phone, made ready for the rules; or the reply to one that they need not see.</summary>
/// <param name="Reply">The reply; null: the rules decide.</param>
/// <param name="Decide">The rule.</param>
public sealed record TakenAnswer(
    EntrantReply? Reply, Func<EntrantState, EntrantContext, Decision<EntrantEvent, EntrantEffect>>? Decide)
{
    /// <summary>Refused.</summary>
    public static implicit operator TakenAnswer(Refusal refusal) => new(EntrantReply.Of(refusal), null);
}
