namespace Actors.Domain.Protection;

/// <summary>
/// The keys of records: created, opened, and destroyed with everything they protect. For grains, which work on a person's
/// own record. Code that shows personal data to staff goes through the audited reader and never comes here.
/// </summary>
public interface IRecordKeys
{
    /// <summary>
    /// Makes a key for a new record and opens it. For a record that has one it only opens it, so it can be repeated.
    /// </summary>
    /// <exception cref="RecordShreddedException">The record was shredded; its id is not used again.</exception>
    Task<IRecordKey> CreateAsync(RecordId record, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes keys for new records, all of them or none. Those that have one keep it, so it can be repeated. The keys are
    /// then in memory: <see cref="OpenAsync"/> answers at once while they are.
    /// </summary>
    /// <param name="records">At most <see cref="Limits.RecordBatch"/>.</param>
    /// <param name="cancellationToken">Gives up; the keys may have been made.</param>
    /// <exception cref="ArgumentException">There are too many.</exception>
    /// <exception cref="RecordShreddedException">One of the records was shredded; no key was made.</exception>
    Task CreateManyAsync(IReadOnlyCollection<RecordId> records, CancellationToken cancellationToken = default);

    /// <summary>Opens the key of a record. Answers at once when it is in memory.</summary>
    /// <exception cref="RecordUnknownException">The record never had a key.</exception>
    /// <exception cref="RecordShreddedException">The record was shredded.</exception>
    ValueTask<IRecordKey> OpenAsync(RecordId record, CancellationToken cancellationToken = default);

    /// <summary>
    /// Destroys the key of a record: from then on nothing sealed under it can be read, and a search by its contents
    /// does not find it. A marker stays. Another server forgets the key within minutes.
    /// </summary>
    /// <returns>False when the record was shredded before or never had a key.</returns>
    Task<bool> ShredAsync(RecordId record, CancellationToken cancellationToken = default);
}
