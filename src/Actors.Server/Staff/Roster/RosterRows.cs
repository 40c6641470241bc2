using System.Collections.Immutable;
using Actors.Registration.Imports;
using Actors.Registration.Roster;

namespace Actors.Server.Staff.Roster;

/// <summary>
/// An expected entrant, with the fields of a roster's columns as text. Personal data: it shows in no text.
/// </summary>
internal sealed record RosterRowRequest
{
    /// <summary>The number of the passport.</summary>
    public string? PassportNumber { get; init; }

    /// <summary>The issuing state, such as <c>CHN</c>.</summary>
    public string? IssuingState { get; init; }

    /// <summary>The date of birth, such as <c>1985-02-03</c>.</summary>
    public string? BirthDate { get; init; }

    /// <summary>The surname.</summary>
    public string? Surname { get; init; }

    /// <summary>The given names.</summary>
    public string? GivenNames { get; init; }

    /// <summary>The nationality, such as <c>CHN</c>.</summary>
    public string? Nationality { get; init; }

    /// <summary>The date of arrival, such as <c>2021-10-15</c>.</summary>
    public string? ArrivalDate { get; init; }

    /// <summary>The airport, such as <c>NRT</c>.</summary>
    public string? Airport { get; init; }

    /// <summary>The flight, such as <c>NH802</c>.</summary>
    public string? Flight { get; init; }

    /// <summary>The language, such as <c>zh-Hans</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>The place of stay from the written pledge.</summary>
    public string? PlaceOfStay { get; init; }

    /// <summary>The text of a field.</summary>
    public string? Get(RosterField field) => field switch
    {
        RosterField.PassportNumber => PassportNumber,
        RosterField.IssuingState => IssuingState,
        RosterField.BirthDate => BirthDate,
        RosterField.Surname => Surname,
        RosterField.GivenNames => GivenNames,
        RosterField.Nationality => Nationality,
        RosterField.ArrivalDate => ArrivalDate,
        RosterField.Airport => Airport,
        RosterField.Flight => Flight,
        RosterField.Language => Language,
        RosterField.Email => Email,
        RosterField.Phone => Phone,
        RosterField.PlaceOfStay => PlaceOfStay,
        _ => null,
    };

    /// <summary>Says what it is, never its content.</summary>
    public override string ToString() => "a row of the roster";
}

/// <summary>A row that was saved.</summary>
/// <param name="Row">Its id.</param>
/// <param name="Change">What was done: Added, Changed or Unchanged.</param>
/// <param name="Findings">Fields that were left out because something is wrong with them.</param>
internal sealed record RosterRowAnswer(string Row, string Change, ImmutableArray<ImportFinding> Findings);

/// <summary>A row in a list, without anything personal.</summary>
/// <param name="Row">Its id.</param>
/// <param name="ArrivalDate">The date of arrival.</param>
/// <param name="Airport">The airport; <c>null</c> if unknown.</param>
/// <param name="Flight">The flight; <c>null</c> if unknown.</param>
/// <param name="IssuingState">The issuing state; <c>null</c> if unknown.</param>
/// <param name="Registered">Whether a registration belongs to it.</param>
internal sealed record RosterRowSummary(
    string Row, DateOnly ArrivalDate, string? Airport, string? Flight, string? IssuingState, bool Registered);
