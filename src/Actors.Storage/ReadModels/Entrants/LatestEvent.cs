using Actors.Domain.Entrants.Prompts;
using Actors.Storage.Ledger;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>Something that happened just now, for those who watch.</summary>
/// <param name="Position">Its place in the ledger.</param>
/// <param name="At">When, by the programme clock.</param>
/// <param name="Entrant">To whom.</param>
/// <param name="Programme">In which programme.</param>
/// <param name="Facts">What.</param>
/// <param name="PromptKind">What the prompt asked for; null: it is about none.</param>
public sealed record LatestEvent(
    LedgerPosition Position, DateTimeOffset At, string Entrant, string Programme, EventFacts Facts, PromptKind? PromptKind);
