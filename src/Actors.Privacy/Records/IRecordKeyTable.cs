using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Records;

/// <summary>Keeps the wrapped keys of records: in a database, or in memory for simulations.</summary>
internal interface IRecordKeyTable
{
    /// <summary>The stored key of a record; null: there never was one.</summary>
    Task<StoredRecordKey?> ReadAsync(RecordId record, CancellationToken cancellationToken);

    /// <summary>Stores the key of a new record; false when the record has one already or is shredded.</summary>
    /// <exception cref="MasterKeyRetiredException">The master key was retired.</exception>
    Task<bool> InsertAsync(RecordId record, WrappedKey wrapped, CancellationToken cancellationToken);

    /// <summary>Stores the keys of new records, wrapped under one master key, in one transaction.</summary>
    /// <returns>Those that had none until now.</returns>
    /// <exception cref="RecordShreddedException">One of the records was shredded; nothing was stored.</exception>
    /// <exception cref="MasterKeyRetiredException">The master key was retired; nothing was stored.</exception>
    Task<IReadOnlyList<RecordId>> InsertManyAsync(
        KeyId masterKey, IReadOnlyCollection<StoredRecordKey> keys, CancellationToken cancellationToken);

    /// <summary>Deletes the key of a record and its blind index values, in one transaction.</summary>
    /// <returns>False when there was no key to delete.</returns>
    Task<bool> ShredAsync(RecordId record, CancellationToken cancellationToken);

    /// <summary>Notes that a master key is in use, so that the table accepts keys wrapped under it.</summary>
    Task RegisterAsync(KeyId masterKey, CancellationToken cancellationToken);
}
