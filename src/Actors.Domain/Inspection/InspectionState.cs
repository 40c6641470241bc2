using System.Collections.Immutable;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;

namespace Actors.Domain.Inspection;

/// <summary>
/// The inspection of one person, and of the companions with them, for the present stay. History is in the ledger.
/// </summary>
public sealed record InspectionState : IEventSourced<InspectionState, InspectionEvent>
{
    /// <summary>The number of the stay that begins with it; 0 before the first inspection.</summary>
    public int Stay { get; init; }

    /// <summary>What the officer said of items, each once.</summary>
    public ImmutableArray<MarkedItem> Marks { get; init; } = [];

    /// <summary>The number of the present attempt of the tests; 0 if there was none.</summary>
    public int TestNumber { get; init; }

    /// <summary>When the present attempt was started; <c>null</c> if there was none.</summary>
    public DateTimeOffset? TestedAt { get; init; }

    /// <summary>The answers to it. A test that passed stays so.</summary>
    public ImmutableArray<AnsweredTest> Answers { get; init; } = [];

    /// <summary>What the phone said of itself when it answered; <c>null</c> if it has not.</summary>
    public PhoneFaults? Phone { get; init; }

    /// <summary>The rental phone; <c>null</c> if there is none.</summary>
    public RentalPhone? Rental { get; init; }

    /// <summary>When the person passed, and by whom; <c>null</c> if the person has not.</summary>
    public Passing? Passing { get; init; }

    /// <summary>When the person is reminded; <c>null</c> if never.</summary>
    public DateTimeOffset? RemindAt { get; init; }

    /// <inheritdoc/>
    public DueTime? NextDue => RemindAt is { } at ? new(at, DuePriority.Upkeep) : null;

    /// <inheritdoc/>
    public InspectionState Apply(InspectionEvent happened) => happened switch
    {
        InspectionEvent.Opened opened => new() { Stay = opened.Stay, TestNumber = TestNumber },
        InspectionEvent.Marked marked => Mark(marked),
        InspectionEvent.TestsStarted started => this with
        {
            TestNumber = started.Number,
            TestedAt = started.At,
            Answers = Answers.RemoveAll(answer => answer.Fault != TestFault.None),
        },
        InspectionEvent.TestAnswered answered => this with
        {
            Answers = Answers.RemoveAll(answer => answer.Item == answered.Item)
                .Add(new(answered.Item, answered.Fault, answered.At)),
            Phone = answered.Phone ?? Phone,
        },
        InspectionEvent.RentalRecorded recorded => this with { Rental = recorded.Rental },
        InspectionEvent.Passed passed => this with
        {
            Passing = new(passed.Programme, passed.LandedAt, passed.Staff, passed.At),
            RemindAt = passed.RemindAt,
        },
        InspectionEvent.Reminded reminded => this with { RemindAt = reminded.RemindAt },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "This event is not known."),
    };

    private InspectionState Mark(InspectionEvent.Marked marked)
    {
        var others = Marks.RemoveAll(mark => mark.Item == marked.Item);
        return this with
        {
            Marks = marked.Mark == CheckMark.None
                ? others
                : others.Add(new(marked.Item, marked.Mark, marked.Staff, marked.At)),
        };
    }
}

/// <summary>What an officer said of an item.</summary>
public sealed record MarkedItem(CheckItem Item, CheckMark Mark, string Staff, DateTimeOffset At);

/// <summary>The answer to a test.</summary>
public sealed record AnsweredTest(CheckItem Item, TestFault Fault, DateTimeOffset At);

/// <summary>That a person passed.</summary>
/// <param name="Programme">The programme, by whose rules the person is reminded.</param>
/// <param name="LandedAt">When the person landed.</param>
/// <param name="Staff">The account of the officer.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("inspection.passing")]
public sealed record Passing(
    [property: Id(0)] ProgrammeVersion Programme, [property: Id(1)] DateTimeOffset LandedAt, [property: Id(2)] string Staff,
    [property: Id(3)] DateTimeOffset At);
