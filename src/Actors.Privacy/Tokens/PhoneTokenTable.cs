using System.Text.Json;
using Actors.Domain.Programmes;
using Actors.Domain.Stays;
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
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = database.Dialect == DatabaseDialect.Postgres
            ? transaction.Command(
                """
                INSERT INTO phone_token (hash, entrant_id, programme, created_at)
                SELECT decode(hash, 'hex'), entrant, programme, @now
                FROM unnest(@hashes, @entrants, @programmes) AS new (hash, entrant, programme)
                """,
                ("hashes", hashes), ("entrants", entrants), ("programmes", programmes), ("now", Now()))
            : transaction.Command(
                """
                INSERT INTO phone_token (hash, entrant_id, programme, created_at)
                SELECT unhex(value ->> 0), value ->> 1, value ->> 2, @now FROM json_each(@rows)
                """,
                ("rows", JsonSerializer.Serialize(hashes.Select((hash, row) => new[] { hash, entrants[row], programmes[row] }))),
                ("now", Now()));
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Finds the owner of a token; <c>null</c> if the token is unknown or revoked.</summary>
    public async Task<PhoneTokenOwner?> FindAsync(PhoneTokenHash hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT entrant_id, programme FROM phone_token WHERE hash = @hash AND revoked_at IS NULL", ("hash", hash.Bytes));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(EntrantId.Parse(reader.GetString(0)), ProgrammeId.Parse(reader.GetString(1)))
            : null;
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

    private long Now() => UnixMicroseconds.From(time.GetUtcNow());
}
