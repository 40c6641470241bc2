using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Privacy.Lookup;
using Actors.Storage.Databases;

namespace Actors.Registration.Roster;

/// <summary>A stored row of the roster. What is personal in it is sealed.</summary>
/// <param name="Row">The id, which is also that of the record with the key.</param>
/// <param name="Arrival">The local date of arrival.</param>
public sealed record RosterRow(RecordId Row, DateOnly Arrival)
{
    /// <summary>The airport; <c>null</c> if unknown.</summary>
    public string? Airport { get; init; }

    /// <summary>The flight; <c>null</c> if unknown.</summary>
    public string? Flight { get; init; }

    /// <summary>The issuing state; <c>null</c> if unknown.</summary>
    public StateCode? IssuingState { get; init; }

    /// <summary>The language of messages; <c>null</c> if unknown.</summary>
    public string? Language { get; init; }

    /// <summary>Whether a registration belongs to it.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>The passport number, sealed as <see cref="SealPurpose.PassportNumber"/>.</summary>
    public Sealed PassportNumber { get; init; }

    /// <summary>The date of birth, sealed as <see cref="SealPurpose.BirthDate"/>.</summary>
    public Sealed BirthDate { get; init; }

    /// <summary>The surname, sealed as <see cref="SealPurpose.Surname"/>.</summary>
    public Sealed Surname { get; init; }

    /// <summary>The given names, sealed as <see cref="SealPurpose.GivenName"/>.</summary>
    public Sealed GivenName { get; init; }

    /// <summary>The nationality, sealed as <see cref="SealPurpose.Nationality"/>; empty if unknown.</summary>
    public Sealed Nationality { get; init; }

    /// <summary>The e-mail address, sealed as <see cref="SealPurpose.Email"/>; empty if unknown.</summary>
    public Sealed Email { get; init; }

    /// <summary>The telephone number, sealed as <see cref="SealPurpose.Phone"/>; empty if unknown.</summary>
    public Sealed Phone { get; init; }

    /// <summary>The place of stay, sealed as <see cref="SealPurpose.Address"/>; empty if unknown.</summary>
    public Sealed Address { get; init; }
}

/// <summary>Writes rows of the roster.</summary>
internal static class RosterRows
{
    private static readonly (string Name, RowValue Type)[] Columns =
    [
        ("record_id", RowValue.Text), ("programme", RowValue.Text), ("arrival_date", RowValue.Text), ("airport", RowValue.Text),
        ("flight", RowValue.Text), ("issuing_state", RowValue.Text), ("language", RowValue.Text), ("key_id", RowValue.Text),
        ("content", RowValue.Bytes), ("exact_name", RowValue.Bytes), ("changed_at", RowValue.Number),
        ("passport_number", RowValue.Bytes), ("birth_date", RowValue.Bytes), ("surname", RowValue.Bytes),
        ("given_name", RowValue.Bytes), ("nationality", RowValue.Bytes), ("email", RowValue.Bytes), ("phone", RowValue.Bytes),
        ("address", RowValue.Bytes),
    ];

    private static readonly string Changes = string.Join(
        ", ", Columns.Skip(1).Select(column => $"{column.Name} = excluded.{column.Name}"));

    public static RowBatch Batch(DatabaseDialect dialect) => new(dialect, Columns);

    public static string Upsert(RowBatch batch) =>
        $"INSERT INTO roster {batch.Values} ON CONFLICT (record_id) DO UPDATE SET {Changes}";

    /// <summary>The values of a row, in the order of the columns.</summary>
    public static object?[] Seal(
        IRecordKey key, ProgrammeId programme, RosterEntry entry, BlindIndex content, BlindIndex exactName, long now) =>
    [
        key.Record.ToString(), programme.Value, StoredDate.Write(entry.Arrival), entry.Airport,
        entry.Flight, entry.Traveller.IssuingState?.Value, entry.Language, content.Key.Text,
        content.Value.ToArray(), exactName.Value.ToArray(), now,
        Seal(key, entry.Traveller.Number.Value, SealPurpose.PassportNumber),
        Seal(key, entry.Traveller.BirthDate.ToText(), SealPurpose.BirthDate),
        Seal(key, entry.Traveller.Name.Surname, SealPurpose.Surname),
        Seal(key, entry.Traveller.Name.GivenNames, SealPurpose.GivenName),
        Seal(key, entry.Nationality?.Value, SealPurpose.Nationality),
        Seal(key, entry.Email, SealPurpose.Email),
        Seal(key, entry.Phone, SealPurpose.Phone),
        Seal(key, entry.PlaceOfStay, SealPurpose.Address),
    ];

    private static byte[]? Seal(IRecordKey key, string? text, SealPurpose purpose) =>
        text is null ? null : key.SealText(text, purpose).Bytes.ToArray();
}
