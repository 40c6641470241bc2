using System.Data.Common;
using System.Globalization;
using Actors.Domain.Calls;
using Actors.Domain.Protection;
using Actors.Storage.Databases;

namespace Actors.Privacy.Evidence;

/// <summary>Stores stills in a table of either database.</summary>
internal sealed class CallStillTable(Database database)
{
    /// <summary>The number of the advisory lock under which one of several servers deletes: "ACTSTILL" in ASCII.</summary>
    internal const long SweepLock = 0x4143_5453_5449_4C4C;

    /// <summary>Stores stills in one transaction. Existing stills do not change.</summary>
    /// <returns>The number of new stills.</returns>
    public async Task<int> InsertAsync(IReadOnlyCollection<StoredCallStill> stills, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        var inserted = 0;
        foreach (var still in stills)
        {
            inserted += await InsertAsync(transaction, still, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return inserted;
    }

    /// <summary>Reads the stills of an owner that expire after a moment, by number.</summary>
    public async Task<IReadOnlyList<StoredCallStill>> ReadAsync(
        CallStillOwner owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stills = new List<StoredCallStill>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT number, taken_at, expires_at, picture FROM call_still
            WHERE call_id = @call AND person_id = @person AND record_id = @record AND expires_at > @now
            ORDER BY number
            """,
            ("call", owner.Call),
            ("person", owner.Person.ToString()),
            ("record", owner.Record.ToString()),
            ("now", UnixMicroseconds.From(now)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            stills.Add(new(
                owner,
                reader.GetInt32(0),
                UnixMicroseconds.ToMoment(reader.GetInt64(1)),
                UnixMicroseconds.ToMoment(reader.GetInt64(2)),
                Sealed.FromBytes((byte[])reader.GetValue(3))));
        }

        return stills;
    }

    /// <summary>Deletes at most <paramref name="limit"/> stills that have expired by a moment, oldest expiry first.</summary>
    /// <returns>The number of deleted stills; 0 while another server deletes.</returns>
    public async Task<int> DeleteExpiredAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await database.OverwriteWhatIsDeletedAsync(connection, cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        if (!await TryOwnSweepAsync(transaction, cancellationToken))
        {
            return 0;
        }

        await using var command = transaction.Command(
            """
            DELETE FROM call_still WHERE (call_id, person_id, number) IN (
                SELECT call_id, person_id, number FROM call_still WHERE expires_at <= @now ORDER BY expires_at LIMIT @limit)
            """,
            ("now", UnixMicroseconds.From(now)),
            ("limit", limit));
        var deleted = await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted;
    }

    /// <summary>Counts the stills that have expired by a moment.</summary>
    public async Task<long> CountExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT count(*) FROM call_still WHERE expires_at <= @now", ("now", UnixMicroseconds.From(now)));
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Until the transaction ends, or its server dies. A single server on SQLite has no other beside it.</summary>
    private async Task<bool> TryOwnSweepAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (database.Dialect == DatabaseDialect.Sqlite)
        {
            return true;
        }

        await using var command = transaction.Command("SELECT pg_try_advisory_xact_lock(@number)", ("number", SweepLock));
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<int> InsertAsync(
        DbTransaction transaction, StoredCallStill still, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            """
            INSERT INTO call_still (call_id, person_id, number, record_id, taken_at, expires_at, picture)
            VALUES (@call, @person, @number, @record, @taken, @expires, @picture)
            ON CONFLICT (call_id, person_id, number) DO NOTHING
            """,
            ("call", still.Owner.Call),
            ("person", still.Owner.Person.ToString()),
            ("number", still.Number),
            ("record", still.Owner.Record.ToString()),
            ("taken", UnixMicroseconds.From(still.TakenAt)),
            ("expires", UnixMicroseconds.From(still.ExpiresAt)),
            ("picture", still.Picture.Bytes.ToArray()));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
