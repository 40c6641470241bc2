using System.Data.Common;
using System.Globalization;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;
using Actors.Domain.Protection;
using Actors.Storage.Databases;

namespace Actors.Storage.Outbox;

/// <summary>Stores where people are reached, in either database.</summary>
internal sealed class ContactTable(Database database) : IContacts
{
    private const string Columns = "person_id, channel, record_id, address, language, failures";

    /// <inheritdoc/>
    public Task PutAsync(Contact contact, DateTimeOffset at, CancellationToken cancellationToken) => WriteAsync(
        """
        INSERT INTO contact (person_id, channel, record_id, address, language, failures, changed_at)
        VALUES (@person, @channel, @record, @address, @language, 0, @at)
        ON CONFLICT (person_id, channel) DO UPDATE SET record_id = excluded.record_id, address = excluded.address,
            language = excluded.language, failures = 0, changed_at = excluded.changed_at
        """,
        cancellationToken,
        ("person", contact.Person.ToString()), ("channel", (short)contact.Channel),
        ("record", contact.Address.Record.ToString()), ("address", contact.Address.Value.Bytes.ToArray()),
        ("language", contact.Language), ("at", UnixMicroseconds.From(at)));

    /// <inheritdoc/>
    public Task RemoveAsync(EntrantId person, Channel channel, SealedContent? only, CancellationToken cancellationToken) =>
        only is null
            ? WriteAsync(
                "DELETE FROM contact WHERE person_id = @person AND channel = @channel", cancellationToken,
                ("person", person.ToString()), ("channel", (short)channel))
            : WriteAsync(
                "DELETE FROM contact WHERE person_id = @person AND channel = @channel AND address = @address", cancellationToken,
                ("person", person.ToString()), ("channel", (short)channel), ("address", only.Value.Bytes.ToArray()));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Contact>> ReadAsync(EntrantId person, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            $"SELECT {Columns} FROM contact WHERE person_id = @person ORDER BY channel", ("person", person.ToString()));
        return await ReadAllAsync(command, cancellationToken);
    }

    /// <inheritdoc/>
    public Task CountFailureAsync(EntrantId person, Channel channel, CancellationToken cancellationToken) => WriteAsync(
        "UPDATE contact SET failures = failures + 1 WHERE person_id = @person AND channel = @channel", cancellationToken,
        ("person", person.ToString()), ("channel", (short)channel));

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<Channel, long>> CountMarkedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT channel, count(*) FROM contact WHERE failures >= @marked GROUP BY channel", ("marked", Contact.MarkedAfter));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new Dictionary<Channel, long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            counts.Add((Channel)reader.GetInt16(0), reader.GetInt64(1));
        }

        return counts;
    }

    /// <summary>Reads the contacts of several people in a transaction.</summary>
    internal static async Task<ILookup<EntrantId, Contact>> ReadAsync(
        DbTransaction transaction, JsonRows rows, IEnumerable<EntrantId> people, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            $"SELECT {Columns} FROM contact WHERE person_id IN (SELECT {JsonRows.Text(0)} FROM {rows.Table}) ORDER BY channel",
            ("rows", JsonRows.Write(people.Distinct().Select(person => new object?[] { person.ToString() }))));
        return (await ReadAllAsync(command, cancellationToken)).ToLookup(contact => contact.Person);
    }

    private static async Task<IReadOnlyList<Contact>> ReadAllAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var contacts = new List<Contact>();
        while (await reader.ReadAsync(cancellationToken))
        {
            contacts.Add(new(
                EntrantId.Parse(reader.GetString(0)), (Channel)reader.GetInt16(1),
                new(RecordId.Parse(reader.GetString(2)), Sealed.FromBytes((byte[])reader.GetValue(3))), reader.GetString(4),
                Convert.ToInt32(reader.GetValue(5), CultureInfo.InvariantCulture)));
        }

        return contacts;
    }

    private async Task WriteAsync(
        string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await database.OverwriteWhatIsDeletedAsync(connection, cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(sql, parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
