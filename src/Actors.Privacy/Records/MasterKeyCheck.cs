using System.Security.Cryptography;
using Actors.Privacy.MasterKeys;
using Actors.Storage.Databases;

namespace Actors.Privacy.Records;

/// <summary>
/// Checks at start that the keys fit the database: opens one record under every master key in use.
/// </summary>
public sealed class MasterKeyCheck(Database database, IMasterKeyService masterKeys)
{
    /// <summary>Opens the records and discards their keys.</summary>
    /// <exception cref="KeyMissingException">A master key in use is missing.</exception>
    /// <exception cref="BrokenWrapException">A master key has the right id but another secret.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        foreach (var stored in await ReadOneOfEachAsync(cancellationToken))
        {
            CryptographicOperations.ZeroMemory(
                await masterKeys.UnwrapAsync(stored.Wrapped!, stored.Record, cancellationToken));
        }
    }

    private async Task<List<StoredRecordKey>> ReadOneOfEachAsync(CancellationToken cancellationToken)
    {
        var samples = new List<StoredRecordKey>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT record_id, master_key_id, wrapped FROM record_key
            WHERE record_id IN (SELECT min(record_id) FROM record_key WHERE master_key_id IS NOT NULL GROUP BY master_key_id)
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            samples.Add(RecordKeyTable.Read(reader));
        }

        return samples;
    }
}
