using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;
using Actors.Storage.Databases;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Privacy.Records;

/// <summary>
/// Rewraps the keys of all records under the current master key, batch by batch, while records are created, read and
/// shredded. The data keys stay the same, so sealed values do not change. It can be stopped at any time and run again, also
/// by several servers at once: a batch is one transaction, and a wrap is replaced only if it has not changed since it was
/// read.
/// </summary>
public sealed partial class MasterKeyRotation(
    Database database,
    IMasterKeyService masterKeys,
    TimeProvider time,
    IOptions<PersonalDataOptions> options,
    ProtectionMeters meters,
    ILogger<MasterKeyRotation> logger)
{
    private readonly RecordKeyTable _table = new(database, time);

    /// <summary>Rewraps all records that are not under the current master key.</summary>
    public async Task<RotationResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var current = masterKeys.CurrentKeyId;
        await _table.RegisterAsync(current, cancellationToken);
        var left = await CountLeftAsync(cancellationToken);
        long rewrapped = 0;
        long failed = 0;
        foreach (var old in await ReadOthersAsync(current, cancellationToken))
        {
            var batch = await ReadBatchAsync(old, after: "", cancellationToken);
            while (batch.Count > 0)
            {
                var replacements = await RewrapAsync(batch, current, cancellationToken);
                rewrapped += await StoreAsync(replacements, cancellationToken);
                failed += batch.Count - replacements.Count;
                meters.ReportRotationLeft(left - rewrapped);
                batch = await ReadBatchAsync(old, batch[^1].Record.ToString(), cancellationToken);
            }
        }

        // Count again: records may have been created under the old key, or shredded, in the meantime.
        left = await CountLeftAsync(cancellationToken);
        meters.ReportRotationLeft(left);
        LogRun(current, rewrapped, failed, left);
        return new RotationResult(rewrapped, failed, left);
    }

    /// <summary>Counts the records that are not under the current master key.</summary>
    public async Task<long> CountLeftAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT count(*) FROM record_key WHERE master_key_id IS NOT NULL AND master_key_id <> @current",
            ("current", masterKeys.CurrentKeyId.Text));
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Retires a master key for good; only then may it be removed from the key file. The database refuses while a record
    /// needs it, and afterwards refuses new records under it.
    /// </summary>
    /// <exception cref="MasterKeyInUseException">The key is the current one, or a record needs it.</exception>
    public async Task RetireAsync(KeyId masterKey, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        var records = await CountAsync(transaction, masterKey, cancellationToken);
        if (records > 0 || masterKey == masterKeys.CurrentKeyId)
        {
            throw new MasterKeyInUseException(masterKey, records);
        }

        // If a record was added under the key since the count, the foreign key refuses this.
        await using var delete = transaction.Command("DELETE FROM master_key WHERE key_id = @key", ("key", masterKey.Text));
        await delete.ExecuteNonQueryAsync(cancellationToken);
        await using var mark = transaction.Command(
            "INSERT INTO retired_master_key (key_id, retired_at) VALUES (@key, @now) ON CONFLICT (key_id) DO NOTHING",
            ("key", masterKey.Text), ("now", UnixMicroseconds.From(time.GetUtcNow())));
        await mark.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogRetired(masterKey);
    }

    private static async Task<long> CountAsync(
        DbTransaction transaction, KeyId masterKey, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            "SELECT count(*) FROM record_key WHERE master_key_id = @key", ("key", masterKey.Text));
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private async Task<List<KeyId>> ReadOthersAsync(KeyId current, CancellationToken cancellationToken)
    {
        var others = new List<KeyId>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT key_id FROM master_key WHERE key_id <> @current ORDER BY key_id", ("current", current.Text));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            others.Add(new KeyId(reader.GetString(0)));
        }

        return others;
    }

    private async Task<List<StoredRecordKey>> ReadBatchAsync(KeyId old, string after, CancellationToken cancellationToken)
    {
        var batch = new List<StoredRecordKey>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT record_id, master_key_id, wrapped FROM record_key
            WHERE master_key_id = @old AND record_id > @after ORDER BY record_id LIMIT @limit
            """,
            ("old", old.Text),
            ("after", after),
            ("limit", options.Value.RotationBatch));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            batch.Add(RecordKeyTable.Read(reader));
        }

        return batch;
    }

    /// <summary>Rewraps outside any transaction, because a key service may be slow.</summary>
    private async Task<List<(StoredRecordKey Old, WrappedKey New)>> RewrapAsync(
        List<StoredRecordKey> batch, KeyId current, CancellationToken cancellationToken)
    {
        var replacements = new List<(StoredRecordKey Old, WrappedKey New)>(batch.Count);
        foreach (var stored in batch)
        {
            try
            {
                var dataKey = await masterKeys.UnwrapAsync(stored.Wrapped!, stored.Record, cancellationToken);
                try
                {
                    replacements.Add((stored, await masterKeys.WrapAsync(current, dataKey, stored.Record, cancellationToken)));
                }
                finally
                {
                    CryptographicOperations.ZeroMemory(dataKey);
                }
            }
            catch (BrokenWrapException)
            {
                Skip(stored, ProtectionFailure.BrokenWrap);
            }
            catch (KeyMissingException exception) when (exception.Key != current)
            {
                Skip(stored, ProtectionFailure.MasterKeyMissing);
            }
        }

        return replacements;
    }

    private async Task<long> StoreAsync(
        List<(StoredRecordKey Old, WrappedKey New)> replacements, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await database.OverwriteWhatIsDeletedAsync(connection, cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        long stored = 0;
        foreach (var (old, wrapped) in replacements)
        {
            // Not if the record was shredded in the meantime: its key must not come back.
            if (await RecordKeyTable.ReplaceAsync(transaction, old.Record, old.Wrapped!, wrapped, cancellationToken))
            {
                stored++;
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return stored;
    }

    private void Skip(StoredRecordKey stored, ProtectionFailure reason)
    {
        meters.CountFailure(reason);
        LogSkipped(stored.Record, stored.Wrapped!.MasterKey, reason);
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Rotation to master key {Current}: {Rewrapped} record keys rewrapped, {Failed} failed, {Left} left.")]
    private partial void LogRun(KeyId current, long rewrapped, long failed, long left);

    [LoggerMessage(Level = LogLevel.Information, Message = "Master key {MasterKey} is retired.")]
    private partial void LogRetired(KeyId masterKey);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Cannot rewrap the key of record {Record} under master key {MasterKey}: {Reason}. The record is skipped.")]
    private partial void LogSkipped(RecordId record, KeyId masterKey, ProtectionFailure reason);
}

/// <summary>The result of a run of <see cref="MasterKeyRotation"/>.</summary>
/// <param name="Rewrapped">Records whose key was rewrapped under the current master key.</param>
/// <param name="Failed">
/// Records whose stored key cannot be opened: it is damaged, or its master key is missing. The log names them.
/// </param>
/// <param name="Left">Records still under another master key, including the failed ones.</param>
public sealed record RotationResult(long Rewrapped, long Failed, long Left);

/// <summary>
/// A master key cannot be retired, because it is the current one or still wraps data keys. Nothing was changed.
/// </summary>
public sealed class MasterKeyInUseException(KeyId masterKey, long records)
    : InvalidOperationException(
        $"Master key {masterKey} cannot be retired: it is current or still wraps the keys of {records} records.")
{
    /// <summary>The master key.</summary>
    public KeyId MasterKey { get; } = masterKey;

    /// <summary>The number of records that need it.</summary>
    public long Records { get; } = records;
}
