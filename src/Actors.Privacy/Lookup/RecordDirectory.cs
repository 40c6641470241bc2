using System.Data.Common;
using System.Globalization;
using Actors.Domain.Protection;
using Actors.Storage.Databases;

namespace Actors.Privacy.Lookup;

/// <summary>
/// Finds records by blind index. Shredding a record deletes its values. To replace the secret, add a new one, store every
/// record that <see cref="ReadStaleAsync"/> returns again, and remove the old one when it returns none.
/// </summary>
public sealed class RecordDirectory(Database database, BlindIndexer indexer)
{
    /// <summary>Stores the terms of a record in place of all earlier ones.</summary>
    /// <param name="record">A record that has a key.</param>
    /// <param name="terms">The terms; several of one purpose are possible, for example two telephone numbers.</param>
    /// <param name="cancellationToken">Cancels the call; the earlier terms stay.</param>
    /// <exception cref="RecordShreddedException">The record was shredded.</exception>
    /// <exception cref="RecordUnknownException">The record never had a key.</exception>
    public async Task StoreAsync(
        RecordId record, IReadOnlyCollection<BlindTerm> terms, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await LockAsync(transaction, record, cancellationToken);
        await using var delete = transaction.Command(
            "DELETE FROM blind_index WHERE record_id = @record", ("record", record.ToString()));
        await delete.ExecuteNonQueryAsync(cancellationToken);
        foreach (var value in terms.Select(indexer.Compute).Distinct())
        {
            await using var insert = transaction.Command(
                "INSERT INTO blind_index (purpose, key_id, value, record_id) VALUES (@purpose, @key, @value, @record)",
                ("purpose", (short)value.Purpose),
                ("key", value.Key.Text),
                ("value", value.Value.ToArray()),
                ("record", record.ToString()));
            await insert.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Finds the records with a term, under the current or an older secret, in any order.</summary>
    public async Task<IReadOnlyList<RecordId>> FindAsync(BlindTerm term, CancellationToken cancellationToken = default)
    {
        var found = new HashSet<RecordId>();
        await using var connection = await database.OpenAsync(cancellationToken);
        foreach (var value in indexer.Candidates(term))
        {
            await using var command = connection.Command(
                "SELECT record_id FROM blind_index WHERE purpose = @purpose AND key_id = @key AND value = @value",
                ("purpose", (short)value.Purpose),
                ("key", value.Key.Text),
                ("value", value.Value.ToArray()));
            found.UnionWith(await ReadRecordsAsync(command, cancellationToken));
        }

        return [.. found];
    }

    /// <summary>
    /// Reads records with values under an older secret. If there are none, the older secrets can be removed.
    /// </summary>
    /// <param name="limit">The largest number of records.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<RecordId>> ReadStaleAsync(int limit, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT DISTINCT record_id FROM blind_index WHERE key_id <> @current ORDER BY record_id LIMIT @limit",
            ("current", indexer.Keys[0].Text),
            ("limit", limit));
        return await ReadRecordsAsync(command, cancellationToken);
    }

    /// <summary>
    /// Locks the row of the record, so that a concurrent shredding happens completely before or after.
    /// </summary>
    private async Task LockAsync(DbTransaction transaction, RecordId record, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            database.Dialect == DatabaseDialect.Postgres
                ? "SELECT shredded_at IS NULL FROM record_key WHERE record_id = @record FOR UPDATE"
                : "SELECT shredded_at IS NULL FROM record_key WHERE record_id = @record",
            ("record", record.ToString()));
        var isAlive = await command.ExecuteScalarAsync(cancellationToken) ?? throw new RecordUnknownException(record);
        if (!Convert.ToBoolean(isAlive, CultureInfo.InvariantCulture))
        {
            throw new RecordShreddedException(record);
        }
    }

    private static async Task<List<RecordId>> ReadRecordsAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var records = new List<RecordId>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            records.Add(RecordId.Parse(reader.GetString(0)));
        }

        return records;
    }
}
