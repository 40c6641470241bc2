namespace Actors.Server.Staff.Airport;

/// <summary>A person with everyone who travels along, for the officer.</summary>
/// <param name="People">The person who answers first, then the companions.</param>
/// <param name="Status">The checklist.</param>
internal sealed record AirportCase(IReadOnlyList<AirportPerson> People, AirportStatus Status)
{
    /// <summary>Does not contain the details.</summary>
    public override string ToString() => nameof(AirportCase);
}

/// <summary>One of them, in the clear.</summary>
internal sealed record AirportPerson(
    string Person, string PassportNumber, string BirthDate, string Surname, string GivenName, string IssuingState,
    bool Confirmed, bool NameDiffers, string? RentalContract)
{
    /// <summary>Does not contain the details.</summary>
    public override string ToString() => nameof(AirportPerson);
}

/// <summary>The checklist and what stands around it, without details of people.</summary>
/// <param name="Person">The person who answers.</param>
/// <param name="Programme">The name of the programme.</param>
/// <param name="Lines">The checklist.</param>
/// <param name="MayPass">Whether all required items are met or waived.</param>
/// <param name="Ended">Whether the stay is over.</param>
/// <param name="PassedAt">When the person passed, local; <c>null</c> if the person has not.</param>
/// <param name="Began">Whether the stay has begun already, by the person's own word or by passing.</param>
/// <param name="LandedAt">When the person landed, local, as far as it is known; <c>null</c> if the officer types it.</param>
/// <param name="Flight">The flight on the roster.</param>
/// <param name="FlightDate">Its date.</param>
/// <param name="Language">The tag of the language of the person.</param>
/// <param name="LanguageName">Its name in that language.</param>
/// <param name="PhoneHints">What else the phone says of itself.</param>
/// <param name="Rental">The rental phone.</param>
/// <param name="OtherPhone">Whether another phone asks to take the registration over.</param>
internal sealed record AirportStatus(
    string Person, string Programme, IReadOnlyList<AirportLine> Lines, bool MayPass, bool Ended, string? PassedAt, bool Began,
    string? LandedAt, string? Flight, string? FlightDate, string Language, string LanguageName,
    IReadOnlyList<string> PhoneHints, AirportRental? Rental, bool OtherPhone);

/// <summary>A line of the checklist.</summary>
/// <param name="Item">The item, in camel case.</param>
/// <param name="Label">Its name for the officer.</param>
/// <param name="Required">Whether it must be met.</param>
/// <param name="ByHand">Whether the officer marks it.</param>
/// <param name="Standing">How it stands, in camel case.</param>
/// <param name="Hint">What the officer sees beside it; <c>null</c> for nothing.</param>
/// <param name="Fix">What the person does about it, in English.</param>
/// <param name="FixLocal">The same in the language of the person, if that is another one.</param>
internal sealed record AirportLine(
    string Item, string Label, bool Required, bool ByHand, string Standing, string? Hint, string? Fix, string? FixLocal);

/// <summary>A rental phone, without the number of the contract.</summary>
internal sealed record AirportRental(string Vendor, string ReturnBy);
