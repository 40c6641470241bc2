using System.Text.Json;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Storage.Databases;

namespace Actors.Privacy.Tokens;

/// <summary>Stores the hashes of tokens in a table of either database.</summary>
internal sealed class PhoneTokenTable(Database database, TimeProvider time)
{
    /// <summary>Stores new tokens, all or none.</summary>
    public async Task InsertAsync(
        IReadOnlyList<(PhoneTokenHash Hash, PhoneTokenOwner Owner)> tokens, CancellationToken cancellationToken)
    {
        var hashes = tokens.Select(token => Convert.ToHexString(token.Hash.Bytes)).ToArray();
        var entrants = tokens.Select(token => token.Owner.Entrant.ToString()).ToArray();
        var programmes = tokens.Select(token => token.Owner.Programme.Value).ToArray();
        var expiries = tokens
            .Select(token => token.Owner.ExpiresAt is { } at ? UnixMicroseconds.From(at) : (long?)null).ToArray();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = database.Dialect == DatabaseDialect.Postgres
            ? transaction.Command(
                """
                INSERT INTO phone_token (hash, entrant_id, programme, created_at, expires_at)
                SELECT decode(hash, 'hex'), entrant, programme, @now, expiry
                FROM unnest(@hashes, @entrants, @programmes, @expiries) AS new (hash, entrant, programme, expiry)
                """,
                ("hashes", hashes), ("entrants", entrants), ("programmes", programmes), ("expiries", expiries), ("now", Now()))
            : transaction.Command(
                """
                INSERT INTO phone_token (hash, entrant_id, programme, created_at, expires_at)
                SELECT unhex(value ->> 0), value ->> 1, value ->> 2, @now, value ->> 3 FROM json_each(@rows)
                """,
                ("rows", JsonSerializer.Serialize(
                    hashes.Select((hash, row) => new object?[] { hash, entrants[row], programmes[row], expiries[row] }))),
                ("now", Now()));
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Finds the owner of a token; <c>null</c> if the token is unknown or revoked.</summary>
    public async Task<PhoneTokenOwner?> FindAsync(PhoneTokenHash hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT entrant_id, programme, expires_at, renewal_of, renewed_until FROM phone_token
            WHERE hash = @hash AND revoked_at IS NULL
            """,
            ("hash", hash.Bytes));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(
                EntrantId.Parse(reader.GetString(0)), ProgrammeId.Parse(reader.GetString(1)),
                Earlier(reader.GetValue(2) as long?, reader.GetValue(4) as long?),
                IsRenewal: reader.GetValue(3) is byte[])
            : null;
    }

    /// <summary>Revokes all tokens of a person. Returns how many there were.</summary>
    public async Task<int> RevokeAllAsync(EntrantId person, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(
            "UPDATE phone_token SET revoked_at = @now WHERE entrant_id = @person AND revoked_at IS NULL",
            ("person", person.ToString()), ("now", Now()));
        var revoked = await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return revoked;
    }

    /// <summary>Reads the tokens that were revoked since a moment.</summary>
    public async Task<IReadOnlyList<PhoneTokenHash>> ReadRevokedAsync(
        DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT hash FROM phone_token WHERE revoked_at >= @since", ("since", UnixMicroseconds.From(since)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var revoked = new List<PhoneTokenHash>();
        while (await reader.ReadAsync(cancellationToken))
        {
            revoked.Add(new((byte[])reader.GetValue(0)));
        }

        return revoked;
    }

    /// <summary>Stores a token in place of another one. Returns <c>false</c> if that is unknown or revoked.</summary>
    public async Task<bool> RenewAsync(
        PhoneTokenHash old, PhoneTokenHash renewed, DateTimeOffset oldUntil, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var shorten = transaction.Command(
            "UPDATE phone_token SET renewed_until = @until WHERE hash = @old AND revoked_at IS NULL",
            ("old", old.Bytes), ("until", UnixMicroseconds.From(oldUntil)));
        if (await shorten.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false; // The row is locked from here on: no revocation comes between.
        }

        await using var forget = transaction.Command("DELETE FROM phone_token WHERE renewal_of = @old", ("old", old.Bytes));
        await forget.ExecuteNonQueryAsync(cancellationToken);
        await using var insert = transaction.Command(
            """
            INSERT INTO phone_token (hash, entrant_id, programme, created_at, expires_at, renewal_of)
            SELECT @new, entrant_id, programme, @now, expires_at, hash FROM phone_token WHERE hash = @old
            """,
            ("new", renewed.Bytes), ("old", old.Bytes), ("now", Now()));
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Revokes a token. Returns <c>false</c> if it is unknown or was revoked before.</summary>
    public async Task<bool> RevokeAsync(PhoneTokenHash hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(
            "UPDATE phone_token SET revoked_at = @now WHERE hash = @hash AND revoked_at IS NULL",
            ("hash", hash.Bytes), ("now", Now()));
        var revoked = await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        await transaction.CommitAsync(cancellationToken);
        return revoked;
    }

    /// <summary>Revokes the token in whose place one was issued.</summary>
    public async Task ConfirmRenewalAsync(PhoneTokenHash renewed, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var revoke = transaction.Command(
            """
            UPDATE phone_token SET revoked_at = @now
            WHERE revoked_at IS NULL AND hash = (SELECT renewal_of FROM phone_token WHERE hash = @new)
            """,
            ("new", renewed.Bytes), ("now", Now()));
        await revoke.ExecuteNonQueryAsync(cancellationToken);
        await using var confirm = transaction.Command(
            "UPDATE phone_token SET renewal_of = NULL WHERE hash = @new", ("new", renewed.Bytes));
        await confirm.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static DateTimeOffset? Earlier(long? one, long? other) =>
        (one < other ? one : other ?? one) is { } at ? UnixMicroseconds.ToMoment(at) : null;

    private long Now() => UnixMicroseconds.From(time.GetUtcNow());
}
