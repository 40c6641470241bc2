using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Stays;

/// <summary>The order to begin a stay.</summary>
/// <param name="Stay">The id of the stay. Its record key must exist already.</param>
/// <param name="Programme">The programme version whose rules hold until the end of the stay.</param>
/// <param name="LandedAt">When the person landed. Its local date is the day of entry.</param>
/// <param name="IsConfirmed">Whether the roster confirms the person. Nothing counts as missed before.</param>
/// <param name="Carer">The person who answers for this one; <c>null</c> if the person answers.</param>
[GenerateSerializer]
[Alias("stay-order")]
[Immutable]
public sealed record StayOrder(
    [property: Id(0)] StayId Stay,
    [property: Id(1)] ProgrammeVersion Programme,
    [property: Id(2)] DateTimeOffset LandedAt,
    [property: Id(3)] bool IsConfirmed,
    [property: Id(4)] EntrantId? Carer = null);
