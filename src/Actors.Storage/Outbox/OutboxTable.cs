using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;
using Actors.Domain.Protection;
using Actors.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Storage.Outbox;

/// <summary>Stores the messages that are to be sent, in either database.</summary>
internal sealed class OutboxTable(Database database, TimeProvider wall) : IOutbox
{
    private const string Columns = "id, lane, kind, person_id, about_id, subject, state, channel";
    private readonly JsonRows _rows = new(database.Dialect);

    private string SkipLocked => database.Dialect == DatabaseDialect.Postgres ? "FOR UPDATE SKIP LOCKED" : "";

    /// <inheritdoc/>
    public async Task<int> AddAsync(IReadOnlyCollection<OutboxMessage> messages, CancellationToken cancellationToken)
    {
        var rows = JsonRows.Write(messages.Select(Row));
        await using var connection = await database.OpenAsync(cancellationToken);
        if (messages.All(message => message.Person is not null)
            && !await IsAnyReachableAsync(connection, rows, cancellationToken))
        {
            return 0; // None of them has a contact, so the write lock is not needed.
        }

        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(
            $"""
            INSERT INTO outbox (id, lane, kind, person_id, about_id, subject, record_id, content, due_at, expires_at, created_at)
            SELECT {_rows.Bytes(0)}, {JsonRows.Number(1)}, {JsonRows.Number(2)}, {JsonRows.Text(3)}, {JsonRows.Text(4)},
                {JsonRows.Number(5)}, {JsonRows.Text(6)}, {_rows.Bytes(7)}, {JsonRows.Number(8)}, {JsonRows.Number(9)}, @now
            FROM {_rows.Table}
            WHERE {JsonRows.Text(3)} IS NULL OR EXISTS (SELECT 1 FROM contact WHERE person_id = {JsonRows.Text(3)})
            ON CONFLICT (id) DO NOTHING
            """,
            ("rows", rows), ("now", UnixMicroseconds.From(wall.GetUtcNow())));
        var added = await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return added;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ClaimedMessage>> ClaimAsync(
        Lane lane, int limit, DateTimeOffset now, DateTimeOffset lapsesAt, CancellationToken cancellationToken)
    {
        if (!await IsAnyDueAsync(lane, now, cancellationToken))
        {
            return []; // Most questions of a worker end here, without the write lock.
        }

        var claim = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(
            $"""
            UPDATE outbox SET due_at = @lapses, claim = @claim, tries = tries + 1 WHERE id IN (
                SELECT id FROM outbox WHERE lane = @lane AND due_at <= @now ORDER BY due_at LIMIT @limit {SkipLocked})
            RETURNING {Columns}, record_id, content, tries, expires_at
            """,
            ("lane", (short)lane), ("now", UnixMicroseconds.From(now)), ("lapses", UnixMicroseconds.From(lapsesAt)),
            ("claim", claim), ("limit", limit));
        var claimed = await ReadClaimedAsync(command, claim, now, cancellationToken);
        var contacts = await ContactTable.ReadAsync(
            transaction, _rows, claimed.Select(one => one.Message.Person).OfType<EntrantId>(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return [.. claimed.Select(one => one with { Contacts = [.. contacts[one.Message.Person ?? default]] })];
    }

    /// <inheritdoc/>
    public async Task CompleteAsync(IReadOnlyCollection<MessageResult> results, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(
            $"""
            UPDATE outbox SET state = r.new_state, channel = r.new_channel, due_at = r.new_due, claim = NULL,
                content = CASE WHEN r.new_due IS NULL THEN NULL ELSE content END,
                accepted_at = CASE WHEN r.new_state = @accepted THEN r.at ELSE accepted_at END,
                reference = COALESCE(r.new_reference, reference)
            FROM (
                SELECT {_rows.Bytes(0)} AS message, {JsonRows.Number(1)} AS of_claim,
                    {JsonRows.Number(2, "smallint")} AS new_state,
                    {JsonRows.Number(3, "smallint")} AS new_channel, {JsonRows.Number(4)} AS new_due, {JsonRows.Number(5)} AS at,
                    {JsonRows.Text(6)} AS new_reference
                FROM {_rows.Table}) AS r
            WHERE id = r.message AND claim = r.of_claim AND state <> @proved
            """,
            ("rows", JsonRows.Write(results.Select(Row))), ("accepted", (short)MessageState.Accepted),
            ("proved", (short)MessageState.Proved));
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<SentMessage?> FindAsync(MessageId id, CancellationToken cancellationToken) =>
        FindAsync("id = @key", Bytes(id), cancellationToken);

    /// <inheritdoc/>
    public Task<SentMessage?> FindAsync(string reference, CancellationToken cancellationToken) =>
        FindAsync("reference = @key", reference, cancellationToken);

    /// <inheritdoc/>
    public Task ProveAsync(SentMessage message, DateTimeOffset at, CancellationToken cancellationToken) => JudgeAsync(
        message, "state <> 2", $"state = {(int)MessageState.Proved}, proved_at = @at, due_at = NULL, content = NULL",
        "failures = 0", at, cancellationToken);

    /// <inheritdoc/>
    public Task RejectAsync(SentMessage message, DateTimeOffset at, CancellationToken cancellationToken) => JudgeAsync(
        message, "state < 2", $"state = {(int)MessageState.Waiting}, due_at = @at, claim = NULL", "failures = failures + 1", at,
        cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WaitingMessages>> CountWaitingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT lane, channel, count(*), min(created_at) FROM outbox
            WHERE due_at IS NOT NULL AND state = @waiting GROUP BY lane, channel
            """,
            ("waiting", (short)MessageState.Waiting));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var counts = new List<WaitingMessages>();
        while (await reader.ReadAsync(cancellationToken))
        {
            counts.Add(Waiting(reader));
        }

        return counts;
    }

    /// <inheritdoc/>
    public async Task<int> DeleteExpiredAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await database.OverwriteWhatIsDeletedAsync(connection, cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(
            $"""
            DELETE FROM outbox WHERE id IN (
                SELECT id FROM outbox WHERE expires_at <= @before ORDER BY expires_at LIMIT @limit {SkipLocked})
            """,
            ("before", UnixMicroseconds.From(before)), ("limit", limit));
        var deleted = await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted;
    }

    private static byte[] Bytes(MessageId id) => id.Value.ToByteArray(bigEndian: true);

    private static object?[] Row(OutboxMessage message) =>
    [
        JsonRows.Hex(Bytes(message.Id)), (short)message.Lane, (short)message.Kind, message.Person?.ToString(),
        message.About?.ToString(), message.Subject, message.Content?.Record.ToString(),
        JsonRows.Hex(message.Content?.Value.Bytes), UnixMicroseconds.From(message.DueAt),
        UnixMicroseconds.From(message.ExpiresAt),
    ];

    private static object?[] Row(MessageResult result) =>
    [
        JsonRows.Hex(Bytes(result.Id)), result.Claim, (short)result.State, (short?)result.Channel,
        result.DueAt is { } due ? UnixMicroseconds.From(due) : null, UnixMicroseconds.From(result.At), result.Reference,
    ];

    private async Task<bool> IsAnyReachableAsync(DbConnection connection, string rows, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            $"SELECT 1 FROM contact WHERE person_id IN (SELECT {JsonRows.Text(3)} FROM {_rows.Table}) LIMIT 1", ("rows", rows));
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private async Task<bool> IsAnyDueAsync(Lane lane, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT 1 FROM outbox WHERE lane = @lane AND due_at <= @now LIMIT 1",
            ("lane", (short)lane), ("now", UnixMicroseconds.From(now)));
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private async Task<SentMessage?> FindAsync(string condition, object key, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command($"SELECT {Columns} FROM outbox WHERE {condition}", ("key", key));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Sent(reader) : null;
    }

    private async Task JudgeAsync(
        SentMessage message, string condition, string changes, string contact, DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var judge = transaction.Command(
            $"UPDATE outbox SET {changes}, channel = @channel WHERE id = @id AND {condition}",
            ("id", Bytes(message.Id)), ("at", UnixMicroseconds.From(at)), ("channel", (short?)message.Channel));
        if (await judge.ExecuteNonQueryAsync(cancellationToken) == 1 && message is { Person: { } person, Channel: { } channel })
        {
            await using var count = transaction.Command(
                $"UPDATE contact SET {contact} WHERE person_id = @person AND channel = @channel",
                ("person", person.ToString()), ("channel", (short)channel));
            await count.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static SentMessage Sent(DbDataReader reader) => new(
        new(new Guid((byte[])reader.GetValue(0), bigEndian: true)), (Lane)reader.GetInt16(1), (MessageKind)reader.GetInt16(2),
        reader.IsDBNull(3) ? null : EntrantId.Parse(reader.GetString(3)),
        reader.IsDBNull(4) ? null : EntrantId.Parse(reader.GetString(4)),
        reader.GetInt32(5), (MessageState)reader.GetInt16(6), reader.IsDBNull(7) ? null : (Channel)reader.GetInt16(7));

    private static WaitingMessages Waiting(DbDataReader reader) => new(
        (Lane)reader.GetInt16(0), reader.IsDBNull(1) ? null : (Channel)reader.GetInt16(1), reader.GetInt64(2),
        UnixMicroseconds.ToMoment(reader.GetInt64(3)));

    private static async Task<List<ClaimedMessage>> ReadClaimedAsync(
        DbCommand command, long claim, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var claimed = new List<ClaimedMessage>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            claimed.Add(Claimed(reader, claim, now));
        }

        return claimed;
    }

    private static ClaimedMessage Claimed(DbDataReader reader, long claim, DateTimeOffset now)
    {
        var sent = Sent(reader);
        var content = reader.IsDBNull(9)
            ? null
            : new SealedContent(RecordId.Parse(reader.GetString(8)), Sealed.FromBytes((byte[])reader.GetValue(9)));
        var message = new OutboxMessage(
            sent.Id, sent.Lane, sent.Kind, sent.Person, sent.About, sent.Subject, now,
            UnixMicroseconds.ToMoment(reader.GetInt64(11)))
        { Content = content };
        return new(
            message, claim, sent.State, sent.Channel, Convert.ToInt32(reader.GetValue(10), CultureInfo.InvariantCulture), []);
    }
}

/// <summary>Registers the tables of the outbox.</summary>
public static class OutboxServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IOutbox"/> and <see cref="IContacts"/> on the registered database.</summary>
    public static IServiceCollection AddOutboxTables(this IServiceCollection services)
    {
        services.AddSingleton<IOutbox>(provider => new OutboxTable(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IContacts>(provider => new ContactTable(provider.GetRequiredService<Database>()));
        return services;
    }
}
