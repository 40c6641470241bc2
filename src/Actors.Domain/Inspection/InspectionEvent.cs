using Actors.Domain.Entrants.Contact;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;

namespace Actors.Domain.Inspection;

/// <summary>An event in the inspections of one person at the airport.</summary>
public abstract record InspectionEvent
{
    private InspectionEvent()
    {
    }

    /// <summary>The inspection for a stay began. That for the stay before is over.</summary>
    /// <param name="Stay">The number of the stay that begins with it.</param>
    /// <param name="At">When.</param>
    [Alias("inspection.opened")]
    public sealed record Opened(int Stay, DateTimeOffset At) : InspectionEvent;

    /// <summary>The officer marked an item, or took the mark back.</summary>
    [Alias("inspection.marked")]
    public sealed record Marked(CheckItem Item, CheckMark Mark, string Staff, DateTimeOffset At) : InspectionEvent;

    /// <summary>The officer started all tests of the phone.</summary>
    /// <param name="Number">The number of the attempt.</param>
    /// <param name="Staff">The account of the officer.</param>
    /// <param name="At">When.</param>
    [Alias("inspection.tests-started")]
    public sealed record TestsStarted(int Number, string Staff, DateTimeOffset At) : InspectionEvent;

    /// <summary>A test was answered. Positions and pictures are not kept.</summary>
    /// <param name="Item">Which test.</param>
    /// <param name="Fault">Why it failed; <see cref="TestFault.None"/> if it passed.</param>
    /// <param name="Phone">What the phone says of itself; <c>null</c> if it does not.</param>
    /// <param name="At">When.</param>
    [Alias("inspection.test-answered")]
    public sealed record TestAnswered(CheckItem Item, TestFault Fault, PhoneFaults? Phone, DateTimeOffset At) : InspectionEvent;

    /// <summary>The person got a rental phone, or gave it back.</summary>
    [Alias("inspection.rental-recorded")]
    public sealed record RentalRecorded(RentalPhone? Rental, string Staff, DateTimeOffset At) : InspectionEvent;

    /// <summary>The person passed, and the stay began.</summary>
    /// <param name="Programme">The programme, by whose rules the person is reminded.</param>
    /// <param name="LandedAt">When the person landed.</param>
    /// <param name="Staff">The account of the officer.</param>
    /// <param name="At">When.</param>
    /// <param name="RemindAt">When the person is reminded; <c>null</c> if never.</param>
    [Alias("inspection.passed")]
    public sealed record Passed(
        ProgrammeVersion Programme, DateTimeOffset LandedAt, string Staff, DateTimeOffset At, DateTimeOffset? RemindAt)
        : InspectionEvent;

    /// <summary>The person was reminded of location history and exposure app.</summary>
    /// <param name="At">When.</param>
    /// <param name="RemindAt">When the person is reminded again; <c>null</c> if never.</param>
    [Alias("inspection.reminded")]
    public sealed record Reminded(DateTimeOffset At, DateTimeOffset? RemindAt) : InspectionEvent;
}

/// <summary>What an officer says of an item. The numbers are stored.</summary>
[GenerateSerializer, Alias("check-mark")]
public enum CheckMark : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is met.</summary>
    Met = 1,

    /// <summary>It is not met, and the person may pass without it.</summary>
    Waived = 2,
}

/// <summary>Why a test of the phone failed. The numbers are stored.</summary>
[GenerateSerializer, Alias("test-fault")]
public enum TestFault : byte
{
    /// <summary>It passed.</summary>
    None = 0,

    /// <summary>The app has no permission.</summary>
    Denied = 1,

    /// <summary>The phone cannot do it: location is off, or the camera does not work.</summary>
    Unavailable = 2,

    /// <summary>The position is too inaccurate, or old.</summary>
    Imprecise = 3,

    /// <summary>The position is simulated.</summary>
    Simulated = 4,

    /// <summary>No phone is connected.</summary>
    NotConnected = 5,
}

/// <summary>A phone that the person rents for the stay.</summary>
/// <param name="Vendor">The company.</param>
/// <param name="Contract">The number of the contract, sealed under the key of the person.</param>
/// <param name="ReturnBy">The day by which it goes back.</param>
[GenerateSerializer, Immutable, Alias("inspection.rental")]
public sealed record RentalPhone(
    [property: Id(0)] string Vendor, [property: Id(1)] Sealed Contract, [property: Id(2)] DateOnly ReturnBy)
{
    /// <summary>The purpose for which the number of the contract is sealed.</summary>
    public static readonly SealPurpose ContractPurpose = new("rental-contract");
}

/// <summary>An effect of a decision about an inspection, carried out once its events are durable.</summary>
public abstract record InspectionEffect
{
    private InspectionEffect()
    {
    }

    /// <summary>Sends a test push, and asks the connected phone for its position and its camera.</summary>
    /// <param name="Number">The number of the attempt.</param>
    public sealed record RunTests(int Number) : InspectionEffect;

    /// <summary>Reminds the person of location history and exposure app.</summary>
    public sealed record Remind : InspectionEffect;
}

/// <summary>Reasons to refuse a step of an inspection.</summary>
public static class InspectionRefusals
{
    /// <summary>The phone shows whether the item is met; an officer can only pass the person without it.</summary>
    public static readonly Refusal NotByHand = new("item-not-by-hand");

    /// <summary>Nothing can replace the item.</summary>
    public static readonly Refusal NotWaivable = new("item-not-waivable");

    /// <summary>Required items are not met.</summary>
    public static readonly Refusal Incomplete = new("inspection-incomplete");

    /// <summary>When the person landed is not known: the officer types it.</summary>
    public static readonly Refusal LandingUnknown = new("landing-unknown");

    /// <summary>The test is over, or another one was started since.</summary>
    public static readonly Refusal TestOver = new("test-over");
}
