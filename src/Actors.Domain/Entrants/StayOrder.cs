using Actors.Domain.Programmes;
using Actors.Domain.Stays;

namespace Actors.Domain.Entrants;

/// <summary>What begins a stay.</summary>
/// <param name="Stay">Its id, drawn by the caller. Its record key exists already.</param>
/// <param name="Programme">The rules that hold for it to its end.</param>
/// <param name="LandedAt">When the person landed; the entry date is that of the landing.</param>
/// <param name="IsConfirmed">Whether the roster knows the person. Until then nothing counts as missed.</param>
/// <param name="Carer">Who answers for the person; null: the person.</param>
[GenerateSerializer]
[Alias("stay-order")]
[Immutable]
public sealed record StayOrder(
    [property: Id(0)] StayId Stay,
    [property: Id(1)] ProgrammeVersion Programme,
    [property: Id(2)] DateTimeOffset LandedAt,
    [property: Id(3)] bool IsConfirmed,
    [property: Id(4)] EntrantId? Carer = null);
