using System.Collections.Immutable;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Inspection;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Grains.Registration;

namespace Actors.Grains.Inspection;

/// <summary>
/// The inspection of one person at the airport, together with the companions: the checklist, the tests of the phone, and the
/// start of the stay. Its key is the <see cref="EntrantId"/> of the person who answers for the others. What it acknowledges is
/// durable, with author and time.
/// </summary>
[Alias("inspection")]
public interface IInspectionGrain : IGrainWithStringKey
{
    /// <summary>The checklist now; <c>null</c> if the person has not registered.</summary>
    [Alias("read")]
    Task<InspectionView?> ReadAsync();

    /// <summary>
    /// The officer marks an item, or takes the mark back. To mark <see cref="CheckItem.Confirmed"/> confirms the person and the
    /// companions; that is not taken back. May be repeated.
    /// </summary>
    /// <param name="staff">The account of the officer.</param>
    /// <param name="item">The item.</param>
    /// <param name="mark">What the officer says of it.</param>
    [Alias("mark")]
    Task<Refusal?> MarkAsync(string staff, CheckItem item, CheckMark mark);

    /// <summary>The officer starts all tests: a push, the position, the camera. Tests that passed stay so.</summary>
    [Alias("start-tests")]
    Task<Refusal?> StartTestsAsync(string staff);

    /// <summary>The phone answers the test of its position or its camera. May be repeated.</summary>
    [Alias("answer-test")]
    Task<Refusal?> AnswerTestAsync(TestAnswer answer);

    /// <summary>The phone confirms the test push. May be repeated.</summary>
    /// <param name="number">The number of the attempt.</param>
    [Alias("confirm-push")]
    Task ConfirmPushAsync(int number);

    /// <summary>The officer records a rental phone, or that there is none. May be repeated.</summary>
    /// <param name="staff">The account of the officer.</param>
    /// <param name="rental">The phone; <c>null</c> for none.</param>
    [Alias("record-rental")]
    Task<Refusal?> RecordRentalAsync(string staff, RentalOrder? rental);

    /// <summary>
    /// The person passes, and the stays of the person and the companions begin. If the person has said before that they have
    /// landed, the stay goes on from then. May be repeated.
    /// </summary>
    /// <param name="staff">The account of the officer.</param>
    /// <param name="landedAt">When the person landed (<see cref="Landing"/>); <c>null</c> if it is not known.</param>
    [Alias("pass")]
    Task<Refusal?> PassAsync(string staff, DateTimeOffset? landedAt);

    /// <summary>
    /// Records at once that a person who was brought in bulk has passed: what is required and seen is met, what is tested is
    /// waived. The stay has begun.
    /// </summary>
    /// <param name="staff">The account of the officer.</param>
    /// <param name="landedAt">When the person landed.</param>
    [Alias("enrol")]
    Task EnrolAsync(string staff, DateTimeOffset landedAt);
}

/// <summary>An inspection as the officer sees it, without the details of the person.</summary>
/// <param name="Person">The person who answers for the others.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Checklist">The items, in their order.</param>
/// <param name="MayPass">Whether all required items are met or waived.</param>
/// <param name="IsConfirmed">Whether the person is confirmed.</param>
/// <param name="NameDiffers">Whether the name differs from that on the roster.</param>
/// <param name="Row">The row of the roster; <c>null</c> if there is none.</param>
/// <param name="Language">The language in which the person reads.</param>
/// <param name="LandedAt">When the person landed; <c>null</c> if the stay has not begun.</param>
/// <param name="HasStayEnded">Whether the stay is over. The person registers again for another one.</param>
/// <param name="Passing">When the person passed; <c>null</c> if the person has not.</param>
/// <param name="Phone">What the phone said of itself in the tests; <c>null</c> if it has not.</param>
/// <param name="Rental">The rental phone; <c>null</c> if there is none.</param>
/// <param name="OtherPhone">The request of another phone; <c>null</c> if there is none.</param>
/// <param name="Companions">The companions.</param>
[GenerateSerializer, Immutable, Alias("inspection.view")]
public sealed record InspectionView(
    [property: Id(0)] EntrantId Person,
    [property: Id(1)] ProgrammeVersion Programme,
    [property: Id(2)] ImmutableArray<CheckLine> Checklist,
    [property: Id(3)] bool MayPass,
    [property: Id(4)] bool IsConfirmed,
    [property: Id(5)] bool NameDiffers,
    [property: Id(6)] RecordId? Row,
    [property: Id(7)] string Language,
    [property: Id(8)] DateTimeOffset? LandedAt,
    [property: Id(9)] bool HasStayEnded,
    [property: Id(10)] Passing? Passing,
    [property: Id(11)] PhoneFaults? Phone,
    [property: Id(12)] RentalPhone? Rental,
    [property: Id(13)] OtherPhoneView? OtherPhone,
    [property: Id(14)] ImmutableArray<InspectedCompanion> Companions);

/// <summary>A companion in an inspection.</summary>
/// <param name="Person">The companion.</param>
/// <param name="IsConfirmed">Whether the companion is confirmed.</param>
/// <param name="NameDiffers">Whether the name differs from that on the roster.</param>
[GenerateSerializer, Immutable, Alias("inspection.companion")]
public sealed record InspectedCompanion(
    [property: Id(0)] EntrantId Person, [property: Id(1)] bool IsConfirmed, [property: Id(2)] bool NameDiffers);

/// <summary>The answer of a phone to a test.</summary>
/// <param name="Number">The number of the attempt.</param>
/// <param name="Item">The test.</param>
/// <param name="Fault">Why it failed; <see cref="TestFault.None"/> if it passed.</param>
/// <param name="Phone">What the phone says of itself; <c>null</c> if it does not.</param>
[GenerateSerializer, Immutable, Alias("inspection.test-answer")]
public sealed record TestAnswer(
    [property: Id(0)] int Number, [property: Id(1)] CheckItem Item, [property: Id(2)] TestFault Fault,
    [property: Id(3)] PhoneFaults? Phone);

/// <summary>A rental phone, in the clear.</summary>
/// <param name="Vendor">The company.</param>
/// <param name="Contract">The number of the contract.</param>
/// <param name="ReturnBy">The day by which it goes back.</param>
[GenerateSerializer, Immutable, Alias("inspection.rental-order")]
public sealed record RentalOrder(
    [property: Id(0)] string Vendor, [property: Id(1)] string Contract, [property: Id(2)] DateOnly ReturnBy)
{
    /// <summary>Does not contain the number.</summary>
    public override string ToString() => nameof(RentalOrder);
}
