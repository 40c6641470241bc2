using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Records;

/// <summary>
/// What a database would keep of record keys, in memory: it outlives the servers that use it, as a database outlives
/// processes. Everything happens at once in the turn of the caller. It has no rotation and no blind indexes.
/// </summary>
public sealed class MemoryRecordKeyTable : IRecordKeyTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<RecordId, StoredRecordKey> _rows = [];
    private readonly HashSet<KeyId> _masterKeys = [];

    Task<StoredRecordKey?> IRecordKeyTable.ReadAsync(RecordId record, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.GetValueOrDefault(record));
        }
    }

    Task<bool> IRecordKeyTable.InsertAsync(RecordId record, WrappedKey wrapped, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            CheckRegistered(wrapped.MasterKey);
            return Task.FromResult(_rows.TryAdd(record, new StoredRecordKey(record, wrapped)));
        }
    }

    Task<IReadOnlyList<RecordId>> IRecordKeyTable.InsertManyAsync(
        KeyId masterKey, IReadOnlyCollection<StoredRecordKey> keys, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            CheckRegistered(masterKey);
            if (keys.FirstOrDefault(key => _rows.GetValueOrDefault(key.Record) is { Wrapped: null }) is { } shredded)
            {
                throw new RecordShreddedException(shredded.Record);
            }

            return Task.FromResult<IReadOnlyList<RecordId>>(
                [.. keys.Where(key => _rows.TryAdd(key.Record, key)).Select(key => key.Record)]);
        }
    }

    Task<bool> IRecordKeyTable.ShredAsync(RecordId record, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var isAlive = _rows.GetValueOrDefault(record) is { Wrapped: not null };
            if (isAlive)
            {
                _rows[record] = new StoredRecordKey(record, null);
            }

            return Task.FromResult(isAlive);
        }
    }

    Task IRecordKeyTable.RegisterAsync(KeyId masterKey, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _masterKeys.Add(masterKey);
            return Task.CompletedTask;
        }
    }

    private void CheckRegistered(KeyId masterKey)
    {
        if (!_masterKeys.Contains(masterKey))
        {
            throw new MasterKeyRetiredException(masterKey);
        }
    }
}
