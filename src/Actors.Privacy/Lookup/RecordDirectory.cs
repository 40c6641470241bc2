using System.Data.Common;
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
        await StoreAsync(transaction, [KeyValuePair.Create(record, terms)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Stores the terms of records in place of all earlier ones, in a transaction of the caller.</summary>
    /// <param name="transaction">The transaction. It must be rolled back if this fails.</param>
    /// <param name="records">Records that have a key, each once, with their terms.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <inheritdoc cref="StoreAsync(RecordId, IReadOnlyCollection{BlindTerm}, CancellationToken)" path="/exception"/>
    public async Task StoreAsync(
        DbTransaction transaction,
        IReadOnlyCollection<KeyValuePair<RecordId, IReadOnlyCollection<BlindTerm>>> records,
        CancellationToken cancellationToken = default)
    {
        // Always in the same order, so that two servers with the same records do not deadlock.
        var ordered = records.OrderBy(record => record.Key.ToString(), StringComparer.Ordinal).ToList();
        var ids = new RowBatch(database.Dialect, ("id", RowValue.Text));
        ordered.ForEach(record => ids.Add(record.Key.ToString()));
        await LockAsync(transaction, ids, ordered.Select(record => record.Key), cancellationToken);
        await ids.ExecuteAsync(
            transaction, $"DELETE FROM blind_index WHERE record_id IN (SELECT id FROM {ids.Rows})", cancellationToken);
        await InsertAsync(transaction, ordered, cancellationToken);
    }

    /// <summary>
    /// Stores the terms of records that the caller has just made, in its transaction. No one else knows their ids yet, so there
    /// are no earlier terms, and none of them can be shredded meanwhile.
    /// </summary>
    /// <param name="transaction">The transaction. It must be rolled back if this fails.</param>
    /// <param name="records">Records that have a key, each once, with their terms.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task AddAsync(
        DbTransaction transaction,
        IReadOnlyCollection<KeyValuePair<RecordId, IReadOnlyCollection<BlindTerm>>> records,
        CancellationToken cancellationToken = default) => InsertAsync(transaction, records, cancellationToken);

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
    /// Locks the rows of the records, so that a concurrent shredding happens completely before or after.
    /// </summary>
    private async Task LockAsync(
        DbTransaction transaction, RowBatch ids, IEnumerable<RecordId> records, CancellationToken cancellationToken)
    {
        var isAlive = new Dictionary<RecordId, bool>(ids.Count);
        await ids.ReadAsync(
            transaction.Connection!,
            transaction,
            $"SELECT record_id, shredded_at FROM record_key WHERE record_id IN (SELECT id FROM {ids.Rows}) "
                + (database.Dialect == DatabaseDialect.Postgres ? "ORDER BY record_id FOR UPDATE" : ""),
            [],
            reader => isAlive.Add(RecordId.Parse(reader.GetString(0)), reader.IsDBNull(1)),
            cancellationToken);
        foreach (var record in records)
        {
            if (!isAlive.TryGetValue(record, out var alive))
            {
                throw new RecordUnknownException(record);
            }

            if (!alive)
            {
                throw new RecordShreddedException(record);
            }
        }
    }

    private Task InsertAsync(
        DbTransaction transaction, IEnumerable<KeyValuePair<RecordId, IReadOnlyCollection<BlindTerm>>> records,
        CancellationToken cancellationToken)
    {
        var values = new RowBatch(
            database.Dialect,
            ("purpose", RowValue.Number), ("key_id", RowValue.Text), ("value", RowValue.Bytes), ("record_id", RowValue.Text));
        foreach (var (record, terms) in records)
        {
            foreach (var value in terms.Select(indexer.Compute).Distinct())
            {
                values.Add((long)value.Purpose, value.Key.Text, value.Value.ToArray(), record.ToString());
            }
        }

        return values.ExecuteAsync(transaction, $"INSERT INTO blind_index {values.Values}", cancellationToken);
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
