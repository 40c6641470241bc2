using System.Collections.Immutable;
using Actors.Domain.Calls;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Grains.Calls;

/// <summary>What the phone shows of a call.</summary>
/// <param name="Person">Whose phone rings.</param>
/// <param name="Stay">Whose records it belongs to.</param>
/// <param name="Programme">The rules that hold for it.</param>
/// <param name="Number">Its number among the calls of the person.</param>
/// <param name="Stage">How far it has come.</param>
/// <param name="At">The programme clock.</param>
/// <param name="Next">When the next thing happens; null: nothing does.</param>
/// <param name="Persons">Who is looked at.</param>
/// <param name="IsPlaceKnown">Whether a position was taken.</param>
/// <param name="IsOurs">Whether it waits because of us: it broke off, or too many run.</param>
/// <param name="QueuePlace">Where the person stands among those who wait for staff; null: not yet known.</param>
/// <param name="Outcome">What came of it; null: it goes on.</param>
[GenerateSerializer]
[Alias("call-view")]
[Immutable]
public sealed record CallView(
    [property: Id(0)] EntrantId Person,
    [property: Id(1)] StayId Stay,
    [property: Id(2)] ProgrammeVersion Programme,
    [property: Id(3)] int Number,
    [property: Id(4)] CallStage Stage,
    [property: Id(5)] DateTimeOffset At,
    [property: Id(6)] DateTimeOffset? Next,
    [property: Id(7)] ImmutableArray<PersonCheck> Persons,
    [property: Id(8)] bool IsPlaceKnown,
    [property: Id(9)] bool IsOurs,
    [property: Id(10)] int? QueuePlace,
    [property: Id(11)] CallOutcome? Outcome)
{
    /// <summary>The person to be checked now; <c>null</c> if none.</summary>
    public EntrantId? NextPerson => Stage == CallStage.Checking
        ? Persons.FirstOrDefault(static check => check.Face is null)?.Person
        : null;
}
