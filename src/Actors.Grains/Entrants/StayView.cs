using System.Collections.Immutable;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Grains.Entrants;

/// <summary>A stay as the phone shows it.</summary>
/// <param name="Stay">Its name.</param>
/// <param name="Programme">Its rules.</param>
/// <param name="IsConfirmed">Whether the roster knows the person; until then no end date is shown.</param>
/// <param name="HasEnded">Whether it is over.</param>
/// <param name="Day">The number of the present day; null: the period is over.</param>
/// <param name="LastDay">The number of the last day.</param>
/// <param name="LastDate">The last day, local to the programme.</param>
/// <param name="EndsAt">When the person is free.</param>
/// <param name="Checklist">What there is to do today.</param>
/// <param name="Progress">What became of every day.</param>
/// <param name="Prompts">Prompts that can be answered now, in time or late.</param>
[GenerateSerializer]
[Alias("stay-view")]
[Immutable]
public sealed record StayView(
    [property: Id(0)] StayId Stay,
    [property: Id(1)] ProgrammeVersion Programme,
    [property: Id(2)] bool IsConfirmed,
    [property: Id(3)] bool HasEnded,
    [property: Id(4)] int? Day,
    [property: Id(5)] int LastDay,
    [property: Id(6)] DateOnly LastDate,
    [property: Id(7)] DateTimeOffset EndsAt,
    [property: Id(8)] Checklist Checklist,
    [property: Id(9)] Progress Progress,
    [property: Id(10)] ImmutableArray<PromptView> Prompts);
