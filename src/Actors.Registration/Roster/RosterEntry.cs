using System.Globalization;
using Actors.Domain.Registration;
using Actors.Privacy.Lookup;

namespace Actors.Registration.Roster;

/// <summary>An expected entrant (SPEC E1). Personal data in the clear: it stays in the process and shows in no text.</summary>
/// <param name="Traveller">Passport, date of birth and name.</param>
/// <param name="Arrival">The local date of arrival.</param>
public sealed record RosterEntry(TravellerDetails Traveller, DateOnly Arrival)
{
    /// <summary>The nationality; <c>null</c> if unknown.</summary>
    public StateCode? Nationality { get; init; }

    /// <summary>The airport, a code of three letters; <c>null</c> if unknown.</summary>
    public string? Airport { get; init; }

    /// <summary>The flight, such as <c>NH802</c>; <c>null</c> if unknown.</summary>
    public string? Flight { get; init; }

    /// <summary>The language of messages, a BCP 47 tag; <c>null</c> if unknown.</summary>
    public string? Language { get; init; }

    /// <summary>The e-mail address; <c>null</c> if unknown.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number in E.164; <c>null</c> if unknown.</summary>
    public string? Phone { get; init; }

    /// <summary>The place of stay from the written pledge; <c>null</c> if unknown.</summary>
    public string? PlaceOfStay { get; init; }

    /// <summary>The terms by which the entry is found.</summary>
    internal BlindTerm[] Terms => BlindTerm.OfTraveller(Traveller);

    /// <summary>All that the entry says, to see whether it changed.</summary>
    internal BlindTerm Content => BlindTerm.RowContent(
        Traveller.Number.Value,
        Traveller.IssuingState?.Value ?? "",
        Traveller.BirthDate.ToText(),
        Traveller.Name.Surname,
        Traveller.Name.GivenNames,
        Arrival.ToString("O", CultureInfo.InvariantCulture),
        Nationality?.Value ?? "",
        Airport ?? "",
        Flight ?? "",
        Language ?? "",
        Email ?? "",
        Phone ?? "",
        PlaceOfStay ?? "");

    /// <summary>Says what it is, never its content.</summary>
    public override string ToString() => "an entry of the roster";
}
