using System.Globalization;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Actors.Domain.Calls;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Inspection;
using Actors.Domain.Outbox;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Privacy.Access;
using Actors.Privacy.Evidence;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;

namespace Actors.Privacy.Copies;

/// <summary>
/// Writes everything that is held about a person as JSON, for that person (SPEC S3), as it is read: the whole is never
/// in memory.
/// What is still planned is left out (SPEC Q10), and so are keys, tokens and internal numbers. docs/PROTOCOL.md has the
/// format.
/// </summary>
[SuppressMessage("Maintainability", "CA1506", Justification = "It names everything that is held.")]
public sealed partial class OwnCopy(
    Database database, LedgerLog ledger, IRecordKeys keys, IContacts contacts, AccessLog accessLog, TimeProvider wall)
{
    private const int Rows = 200;
    private const int BufferedBytes = 16 * 1024;

    /// <summary>Writes the copy.</summary>
    /// <param name="person">The person.</param>
    /// <param name="body">Where to.</param>
    /// <param name="cancellationToken">Ends it in the middle.</param>
    /// <exception cref="RecordShreddedException">The person is being erased.</exception>
    public async Task WriteAsync(EntrantId person, Stream body, CancellationToken cancellationToken = default)
    {
        await using var json = new Utf8JsonWriter(body);
        using var own = await keys.OpenAsync(person.Record, cancellationToken);
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteString("person", person.ToString());
        json.WriteString("writtenAt", wall.GetUtcNow());
        await WriteAsync(
            json, "registration", person, (record, _) => WriteRegistration(json, own, record), cancellationToken);
        await WriteAsync(json, "inspection", person, (record, _) => WriteInspection(json, own, record), cancellationToken);
        await WriteContactsAsync(json, person, cancellationToken);
        await WriteRosterAsync(json, person, cancellationToken);
        var stays = new List<StayId>();
        await WriteHistoryAsync(json, person, stays, cancellationToken);
        await WriteAsync(json, "call", person, (record, _) => WriteCall(json, record), cancellationToken);
        await WriteStillsAsync(json, person, cancellationToken);
        await WriteMessagesAsync(json, person, cancellationToken);
        await WriteAccessAsync(json, [person.Record, .. stays.Select(stay => stay.Record)], cancellationToken);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    /// <summary>Writes the events of a grain of the person, each as an object, unless it is left out.</summary>
    private async Task WriteAsync(
        Utf8JsonWriter json, string grainType, EntrantId person, Func<LedgerRecord, IRecordKey?, bool> write,
        CancellationToken cancellationToken, Func<LedgerRecord, Task<IRecordKey?>>? open = null)
    {
        json.WriteStartArray(grainType switch { "entrant" => "history", "call" => "calls", _ => grainType });
        var (grain, after) = (GrainId.Create(grainType, person.ToString()), 0L);
        IRecordKey? key = null;
        try
        {
            while (await ledger.ReadGrainAsync(grain, after, Rows, cancellationToken) is { Count: > 0 } records)
            {
                foreach (var record in records)
                {
                    if (open is not null && await open(record) is { } next)
                    {
                        key?.Dispose();
                        key = next;
                    }

                    if (!IsPlan(record.Event.Body))
                    {
                        json.WriteStartObject();
                        json.WriteString("at", record.Event.At);
                        json.WriteString("what", Name(record.Event.Body.GetType().Name));
                        write(record, key);
                        json.WriteEndObject();
                        await FlushAsync(json, cancellationToken);
                    }
                }

                after = records[^1].Event.Sequence;
            }
        }
        finally
        {
            key?.Dispose();
        }

        json.WriteEndArray();
    }

    private static bool IsPlan(object happened) =>
        happened is EntrantEvent.DayPlanned or CallEvent.DayPlanned or CallEvent.StayFollowed or CallEvent.Postponed;

    private static bool WriteRegistration(Utf8JsonWriter json, IRecordKey key, LedgerRecord record)
    {
        switch (record.Event.Body)
        {
            case RegistrationEvent.Submitted submitted:
                json.WriteString("programme", submitted.Programme.ToString());
                json.WriteString("language", submitted.Language);
                Write(json, key, submitted.Details);
                json.WriteStartArray("consents");
                foreach (var consent in submitted.Consents)
                {
                    json.WriteStartObject();
                    json.WriteString("to", Name(consent.Kind.ToString()));
                    json.WriteNumber("version", consent.Version);
                    json.WriteString("at", consent.At);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                break;
            case RegistrationEvent.Corrected corrected:
                json.WriteString("by", corrected.Staff is null ? "person" : "staff");
                Write(json, key, corrected.Details);
                break;
            case RegistrationEvent.StayBegun begun:
                json.WriteString("stay", begun.Stay.ToString());
                json.WriteString("landedAt", begun.LandedAt);
                break;
            case RegistrationEvent.CompanionAdded added:
                json.WriteString("companion", added.Companion.ToString());
                break;
            case RegistrationEvent.PhoneReplaced replaced:
                json.WriteString("consentBy", Name(replaced.By.ToString()));
                break;
            case RegistrationEvent.RequestSigned signed:
                json.WriteString("action", signed.Action);
                break;
            case RegistrationEvent.ModeChanged changed:
                json.WriteString("mode", Name(changed.Mode.ToString()));
                break;
        }

        return true;
    }

    private static bool WriteInspection(Utf8JsonWriter json, IRecordKey key, LedgerRecord record)
    {
        switch (record.Event.Body)
        {
            case InspectionEvent.Marked marked:
                json.WriteString("item", Name(marked.Item.ToString()));
                json.WriteString("mark", Name(marked.Mark.ToString()));
                break;
            case InspectionEvent.TestAnswered answered:
                json.WriteString("item", Name(answered.Item.ToString()));
                json.WriteString("fault", Name(answered.Fault.ToString()));
                break;
            case InspectionEvent.RentalRecorded { Rental: { } rental }:
                json.WriteString("vendor", rental.Vendor);
                json.WriteString("contract", key.OpenText(rental.Contract, RentalPhone.ContractPurpose));
                json.WriteString("returnBy", rental.ReturnBy.ToString("O", CultureInfo.InvariantCulture));
                break;
            case InspectionEvent.Passed passed:
                json.WriteString("landedAt", passed.LandedAt);
                break;
        }

        return true;
    }

    private static void Write(Utf8JsonWriter json, IRecordKey key, SealedDetails details)
    {
        json.WriteStartObject("details");
        json.WriteString("passportNumber", key.OpenText(details.PassportNumber, SealPurpose.PassportNumber));
        json.WriteString("birthDate", key.OpenText(details.BirthDate, SealPurpose.BirthDate));
        json.WriteString("surname", key.OpenText(details.Surname, SealPurpose.Surname));
        json.WriteString("givenName", key.OpenText(details.GivenName, SealPurpose.GivenName));
        json.WriteString("issuingState", key.OpenText(details.IssuingState, SealedDetails.IssuingStatePurpose));
        json.WriteEndObject();
    }

    private async Task WriteContactsAsync(Utf8JsonWriter json, EntrantId person, CancellationToken cancellationToken)
    {
        json.WriteStartArray("contacts");
        foreach (var contact in await contacts.ReadAsync(person, cancellationToken))
        {
            using var key = await keys.OpenAsync(contact.Address.Record, cancellationToken);
            json.WriteStartObject();
            json.WriteString("channel", Name(contact.Channel.ToString()));
            json.WriteString("language", contact.Language);
            var address = key.OpenText(contact.Address.Value, contact.Channel switch
            {
                Channel.Sms => SealPurpose.Phone,
                Channel.Mail => SealPurpose.Email,
                Channel.Push or Channel.App or _ => SealPurpose.PushSubscription,
            });
            json.WriteString("address", contact.Channel == Channel.Push ? address.Split(' ')[0] : address); // Without its keys.
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private async Task WriteRosterAsync(Utf8JsonWriter json, EntrantId person, CancellationToken cancellationToken)
    {
        (string Column, SealPurpose Purpose)[] sealedColumns =
        [
            ("passport_number", SealPurpose.PassportNumber), ("birth_date", SealPurpose.BirthDate),
            ("surname", SealPurpose.Surname), ("given_name", SealPurpose.GivenName),
            ("nationality", SealPurpose.Nationality),
            ("email", SealPurpose.Email), ("phone", SealPurpose.Phone), ("address", SealPurpose.Address),
        ];
        json.WriteStartObject("roster");
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            $"""
            SELECT r.record_id, r.arrival_date, r.airport, r.flight,
                {string.Join(", ", sealedColumns.Select(one => $"r.{one.Column}"))}
            FROM registration_match AS m JOIN roster AS r ON r.record_id = m.row_id WHERE m.record_id = @person
            """,
            ("person", person.ToString()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (await reader.ReadAsync(cancellationToken))
        {
            using var key = await keys.OpenAsync(RecordId.Parse(reader.GetString(0)), cancellationToken);
            json.WriteString("arrivalDate", reader.GetString(1));
            json.WriteString("airport", reader.GetValue(2) as string);
            json.WriteString("flight", reader.GetValue(3) as string);
            for (var column = 0; column < sealedColumns.Length; column++)
            {
                if (reader.GetValue(column + 4) is byte[] bytes)
                {
                    var (name, purpose) = sealedColumns[column];
                    json.WriteString(
                        JsonNamingPolicy.CamelCase.ConvertName(string.Concat(name.Split('_').Select(
                            part => $"{char.ToUpperInvariant(part[0])}{part[1..]}"))),
                        key.OpenText(Sealed.FromBytes(bytes), purpose));
                }
            }
        }

        json.WriteEndObject();
    }

    private async Task WriteStillsAsync(Utf8JsonWriter json, EntrantId person, CancellationToken cancellationToken)
    {
        json.WriteStartArray("pictures");
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT call_id, number, record_id, taken_at, expires_at, picture FROM call_still
            WHERE person_id = @person ORDER BY taken_at, number
            """,
            ("person", person.ToString()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new StoredCallStill(
                new(RecordId.Parse(reader.GetString(2)), reader.GetString(0), person), reader.GetInt32(1),
                UnixMicroseconds.ToMoment(reader.GetInt64(3)), UnixMicroseconds.ToMoment(reader.GetInt64(4)),
                Sealed.FromBytes((byte[])reader.GetValue(5)));
            using var key = await keys.OpenAsync(row.Owner.Record, cancellationToken);
            json.WriteStartObject();
            json.WriteString("takenAt", row.TakenAt);
            json.WriteString("keptUntil", row.ExpiresAt);
            json.WriteBase64String("webp", SealedStill.Read(row, key.Open(row.Picture, SealPurpose.Evidence)).Picture.Span);
            json.WriteEndObject();
            await json.FlushAsync(cancellationToken);
        }

        json.WriteEndArray();
    }

    private async Task WriteMessagesAsync(Utf8JsonWriter json, EntrantId person, CancellationToken cancellationToken)
    {
        json.WriteStartArray("messages");
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT kind, channel, state, created_at, accepted_at, proved_at FROM outbox
            WHERE person_id = @person ORDER BY created_at, id
            """,
            ("person", person.ToString()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            json.WriteStartObject();
            json.WriteString("kind", Name(((MessageKind)reader.GetInt16(0)).ToString()));
            WriteWord(
                json, "channel", await reader.IsDBNullAsync(1, cancellationToken) ? null : (Channel?)reader.GetInt16(1));
            json.WriteString("state", Name(((MessageState)reader.GetInt16(2)).ToString()));
            json.WriteString("writtenAt", UnixMicroseconds.ToMoment(reader.GetInt64(3)));
            foreach (var (column, name) in ((int, string)[])[(4, "sentAt"), (5, "provedAt")])
            {
                if (!await reader.IsDBNullAsync(column, cancellationToken))
                {
                    json.WriteString(name, UnixMicroseconds.ToMoment(reader.GetInt64(column)));
                }
            }

            json.WriteEndObject();
            await FlushAsync(json, cancellationToken);
        }

        json.WriteEndArray();
    }

    /// <summary>Who looked at the record: the role and the reason, not the name.</summary>
    private async Task WriteAccessAsync(
        Utf8JsonWriter json, IReadOnlyList<RecordId> records, CancellationToken cancellationToken)
    {
        json.WriteStartArray("access");
        foreach (var record in records)
        {
            var after = 0L;
            while (await accessLog.ReadAboutAsync(record, after, Rows, cancellationToken) is { Count: > 0 } entries)
            {
                foreach (var entry in entries)
                {
                    json.WriteStartObject();
                    json.WriteString("at", entry.At);
                    json.WriteString("role", entry.Role);
                    json.WriteString("what", entry.What);
                    json.WriteString("why", Name(entry.Why.Split(' ')[0]));
                    json.WriteEndObject();
                }

                after = entries[^1].Sequence;
                await FlushAsync(json, cancellationToken);
            }
        }

        json.WriteEndArray();
    }

    private static void WriteWord<T>(Utf8JsonWriter json, string name, T? value)
        where T : struct, Enum
    {
        if (value is { } word)
        {
            json.WriteString(name, Name(word.ToString()));
        }
    }

    private static string Name(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static Task FlushAsync(Utf8JsonWriter json, CancellationToken cancellationToken) =>
        json.BytesPending > BufferedBytes ? json.FlushAsync(cancellationToken) : Task.CompletedTask;
}
