using System.Data.Common;
using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;
using Actors.Storage.Databases;

namespace Actors.Privacy.Records;

/// <summary>Stores the wrapped keys of records, and deletes the blind index values of a record with its key.</summary>
internal sealed class RecordKeyTable(Database database, TimeProvider time)
{
    /// <summary>Reads the stored key of a record; <c>null</c> if it never had one.</summary>
    public async Task<StoredRecordKey?> ReadAsync(RecordId record, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT record_id, master_key_id, wrapped FROM record_key WHERE record_id = @record", ("record", record.ToString()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    /// <summary>Reads the stored keys of records, in any order; of records that never had one there is nothing.</summary>
    public async Task<IReadOnlyList<StoredRecordKey>> ReadAsync(
        IReadOnlyCollection<RecordId> records, CancellationToken cancellationToken)
    {
        var (ids, found) = (new RowBatch(database.Dialect, ("id", RowValue.Text)), new List<StoredRecordKey>(records.Count));
        foreach (var record in records)
        {
            ids.Add(record.ToString());
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        await ids.ReadAsync(
            connection,
            null,
            $"""
            SELECT k.record_id, k.master_key_id, k.wrapped FROM {ids.Rows} CROSS JOIN record_key AS k
            WHERE k.record_id = given.id
            """,
            [],
            reader => found.Add(Read(reader)),
            cancellationToken);
        return found;
    }

    /// <summary>Stores the keys of new records, wrapped under one master key, in one transaction.</summary>
    /// <returns>The records that had no key.</returns>
    /// <exception cref="RecordShreddedException">A record was shredded; nothing was stored.</exception>
    /// <exception cref="MasterKeyRetiredException">The master key was retired; nothing was stored.</exception>
    public async Task<IReadOnlyList<RecordId>> InsertAsync(
        KeyId masterKey, IReadOnlyCollection<StoredRecordKey> keys, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        var batch = new RecordKeyBatch(database.Dialect, masterKey, keys);
        var inserted = await batch.InsertAsync(transaction, Now(), cancellationToken);
        if (inserted.Count < keys.Count)
        {
            if (!await IsRegisteredAsync(connection, transaction, masterKey, cancellationToken))
            {
                throw new MasterKeyRetiredException(masterKey);
            }

            if (await batch.FindShreddedAsync(transaction, cancellationToken) is { } shredded)
            {
                throw new RecordShreddedException(shredded);
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return inserted;
    }

    /// <summary>
    /// Replaces the wrap <paramref name="old"/> by another wrap of the same key. Returns <c>false</c> if the stored wrap is
    /// not <paramref name="old"/>.
    /// </summary>
    public static async Task<bool> ReplaceAsync(
        DbTransaction transaction, RecordId record, WrappedKey old, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            """
            UPDATE record_key SET master_key_id = @key, wrapped = @wrapped
            WHERE record_id = @record AND master_key_id = @old_key AND wrapped = @old
            """,
            ("record", record.ToString()),
            ("key", wrapped.MasterKey.Text),
            ("wrapped", wrapped.Bytes.ToArray()),
            ("old_key", old.MasterKey.Text),
            ("old", old.Bytes.ToArray()));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Deletes the key of a record and its blind index values, in one transaction.</summary>
    /// <returns><c>false</c> if there was no key to delete.</returns>
    public async Task<bool> ShredAsync(RecordId record, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await database.OverwriteWhatIsDeletedAsync(connection, cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var update = transaction.Command(
            """
            UPDATE record_key SET master_key_id = NULL, wrapped = NULL, shredded_at = @now
            WHERE record_id = @record AND shredded_at IS NULL
            """,
            ("record", record.ToString()),
            ("now", Now()));
        var shredded = await update.ExecuteNonQueryAsync(cancellationToken) == 1;

        // After the update, which waits for a transaction that stores blind index values of the record: this deletes them.
        await using var delete = transaction.Command(
            "DELETE FROM blind_index WHERE record_id = @record", ("record", record.ToString()));
        await delete.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await database.EmptyLogAsync(connection, cancellationToken);
        return shredded;
    }

    /// <summary>Records that a master key is in use, so that keys wrapped under it can be stored.</summary>
    /// <exception cref="MasterKeyRetiredException">The master key was retired.</exception>
    public async Task RegisterAsync(KeyId masterKey, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(
            "INSERT INTO master_key (key_id, first_used_at) VALUES (@key, @now) ON CONFLICT (key_id) DO NOTHING",
            ("key", masterKey.Text),
            ("now", Now()));
        await command.ExecuteNonQueryAsync(cancellationToken);

        // After the insert, which waits for a transaction that retires the key.
        await using var retired = transaction.Command(
            "SELECT 1 FROM retired_master_key WHERE key_id = @key", ("key", masterKey.Text));
        if (await retired.ExecuteScalarAsync(cancellationToken) is not null)
        {
            throw new MasterKeyRetiredException(masterKey);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Reads a row with the columns record_id, master_key_id, wrapped.</summary>
    public static StoredRecordKey Read(DbDataReader reader)
    {
        var record = RecordId.Parse(reader.GetString(0));
        return reader.IsDBNull(2)
            ? new StoredRecordKey(record, null)
            : new StoredRecordKey(record, new WrappedKey(new KeyId(reader.GetString(1)), (byte[])reader.GetValue(2)));
    }

    private static async Task<bool> IsRegisteredAsync(
        DbConnection connection, DbTransaction? transaction, KeyId masterKey, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            "SELECT 1 FROM master_key WHERE key_id = @key", ("key", masterKey.Text));
        command.Transaction = transaction;
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private long Now() => UnixMicroseconds.From(time.GetUtcNow());
}

/// <summary>The stored key of a record.</summary>
/// <param name="Record">The record.</param>
/// <param name="Wrapped">The wrapped key; <c>null</c> if the record is shredded.</param>
internal sealed record StoredRecordKey(RecordId Record, WrappedKey? Wrapped);
