using System.Collections.Immutable;
using Actors.Domain.Entrants.Calls;

namespace Actors.Domain.Calls;

/// <summary>The call that ended last.</summary>
public sealed record LastCall
{
    /// <summary>Its number among the calls of the person.</summary>
    public required int Number { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What came of it.</summary>
    public required CallOutcome Outcome { get; init; }

    /// <summary>What the position said; null: none came.</summary>
    public PlaceOutcome? Place { get; init; }

    /// <summary>Who was looked at.</summary>
    public ImmutableArray<PersonCheck> Persons { get; init; } = [];

    /// <summary>When staff call back, at the earliest; null: they do not.</summary>
    public DateTimeOffset? CallBackAt { get; init; }
}
