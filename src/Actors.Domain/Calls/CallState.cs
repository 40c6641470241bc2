using System.Collections.Immutable;
using Actors.Domain.Entrants.Calls;

namespace Actors.Domain.Calls;

/// <summary>A call that goes on. Names in JSON are short because this is written with every operation.</summary>
public sealed record CallState
{
    /// <summary>Its number among the calls of the person.</summary>
    public required int Number { get; init; }

    /// <summary>Why.</summary>
    public CallCause Cause { get; init; }

    /// <summary>How far it has come.</summary>
    public CallStage Stage { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When somebody must look at it, whatever happens.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The moment from which it does not ring any more.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When looking at the people has to be over; null: it has not begun.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How often nobody answered.</summary>
    public int Unanswered { get; init; }

    /// <summary>How often it broke off.</summary>
    public int BrokenOff { get; init; }

    /// <summary>Whether it waits because it broke off, or because too many run.</summary>
    public bool WasInterrupted { get; init; }

    /// <summary>Whether the phone has said, since it began to ring, that it rings.</summary>
    public bool WasShown { get; init; }

    /// <summary>Whether there was a ring that nothing proves.</summary>
    public bool WasHidden { get; init; }

    /// <summary>Why staff are to take over; null: they are not.</summary>
    public CallReason? Reason { get; init; }

    /// <summary>What the position says; null: none came yet.</summary>
    public PlaceOutcome? Place { get; init; }

    /// <summary>Who is looked at, in this order.</summary>
    public required ImmutableArray<PersonCheck> Persons { get; init; }

    /// <summary>Who is to be looked at now; null: everybody was.</summary>
    public PersonCheck? Next => Persons.FirstOrDefault(static person => person.Face is null);
}
