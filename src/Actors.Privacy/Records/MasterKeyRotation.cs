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
/// Wraps the keys of all records under the current master key, batch by batch, while records are created, read and
/// shredded. The data keys stay the same, so nothing sealed is touched. It may be stopped anywhere and run again, also by
/// several servers at once: a batch is one transaction, and a wrap is exchanged only where it still is the one that was
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

    /// <summary>Goes through all records that are under another master key than the current one.</summary>
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

        // Counted again: records may have been created under the old key, or shredded, since.
        left = await CountLeftAsync(cancellationToken);
        meters.ReportRotationLeft(left);
        LogRun(current, rewrapped, failed, left);
        return new RotationResult(rewrapped, failed, left);
    }

    /// <summary>How many records are still under another master key than the current one.</summary>
    public async Task<long> CountLeftAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT count(*) FROM record_key WHERE master_key_id IS NOT NULL AND master_key_id <> @current",
            ("current", masterKeys.CurrentKeyId.Text));
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Takes a master key out of use for good: only then may it be removed from the key file. The database itself refuses
    /// while a record needs it, and refuses new records under it afterwards.
    /// </summary>
    /// <exception cref="MasterKeyInUseException">It is the current key, or a record needs it.</exception>
    public async Task RetireAsync(KeyId masterKey, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        var records = await CountAsync(transaction, masterKey, cancellationToken);
        if (records > 0 || masterKey == masterKeys.CurrentKeyId)
        {
            throw new MasterKeyInUseException(masterKey, records);
        }

        // A record put under the key since it was counted makes the foreign key refuse this.
        await using var delete = transaction.Command("DELETE FROM master_key WHERE key_id = @key", ("key", masterKey.Text));
        await delete.ExecuteNonQueryAsync(cancellationToken);
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

    /// <summary>Outside of any transaction: a key service may take its time.</summary>
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
            // Not where the record was shredded meanwhile: its key must not come back.
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
        Message = "Rotation to master key {Current}: {Rewrapped} record keys wrapped anew, {Failed} failed, {Left} left.")]
    private partial void LogRun(KeyId current, long rewrapped, long failed, long left);

    [LoggerMessage(Level = LogLevel.Information, Message = "Master key {MasterKey} is retired.")]
    private partial void LogRetired(KeyId masterKey);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The key of record {Record}, wrapped under master key {MasterKey}, cannot be wrapped anew: {Reason}.")]
    private partial void LogSkipped(RecordId record, KeyId masterKey, ProtectionFailure reason);
}

/// <summary>What a run of <see cref="MasterKeyRotation"/> did.</summary>
/// <param name="Rewrapped">Records whose key it wrapped under the current master key.</param>
/// <param name="Failed">
/// Records whose stored key does not open: damaged, or their master key is missing. They are in the log.
/// </param>
/// <param name="Left">Records that are still under another master key, the failed ones among them.</param>
public sealed record RotationResult(long Rewrapped, long Failed, long Left);

/// <summary>
/// A master key cannot be retired: it still wraps data keys, or it is the current one. Nothing was changed.
/// </summary>
public sealed class MasterKeyInUseException(KeyId masterKey, long records)
    : InvalidOperationException(
        $"Master key {masterKey} cannot be retired: it is current or still wraps the keys of {records} records.")
{
    /// <summary>The key.</summary>
    public KeyId MasterKey { get; } = masterKey;

    /// <summary>How many records need it.</summary>
    public long Records { get; } = records;
}
