namespace Actors.Domain.Protection;

/// <summary>
/// Creates, opens and destroys the keys of records. Grains use it for a person's own record. Code that shows personal
/// data to staff must use the audited reader instead.
/// </summary>
public interface IRecordKeys
{
    /// <summary>
    /// Creates the key of a new record and opens it. Idempotent: opens the key if the record has one.
    /// </summary>
    /// <exception cref="RecordShreddedException">The record was shredded. Its id cannot be used again.</exception>
    Task<IRecordKey> CreateAsync(RecordId record, CancellationToken cancellationToken = default);

    /// <summary>
    /// Creates the keys of new records, all of them or none. Idempotent: records with a key keep it. The keys stay in
    /// memory for a while, so that <see cref="OpenAsync"/> completes synchronously.
    /// </summary>
    /// <param name="records">At most <see cref="Limits.RecordBatch"/> records.</param>
    /// <param name="cancellationToken">Cancels the call; the keys may have been created.</param>
    /// <exception cref="ArgumentException">There are too many records.</exception>
    /// <exception cref="RecordShreddedException">One of the records was shredded; no key was created.</exception>
    Task CreateManyAsync(IReadOnlyCollection<RecordId> records, CancellationToken cancellationToken = default);

    /// <summary>Opens the key of a record. Completes synchronously if the key is in memory.</summary>
    /// <exception cref="RecordUnknownException">The record never had a key.</exception>
    /// <exception cref="RecordShreddedException">The record was shredded.</exception>
    ValueTask<IRecordKey> OpenAsync(RecordId record, CancellationToken cancellationToken = default);

    /// <summary>
    /// Destroys the key of a record. Nothing sealed under it can be read afterwards, and the record cannot be found by
    /// its contents. A marker stays. Other servers drop the key from memory within minutes.
    /// </summary>
    /// <returns><c>false</c> if the record was shredded before or never had a key.</returns>
    Task<bool> ShredAsync(RecordId record, CancellationToken cancellationToken = default);
}
