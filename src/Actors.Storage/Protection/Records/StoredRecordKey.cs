using Actors.Domain.Protection;
using Actors.Storage.Protection.Keys;

namespace Actors.Storage.Protection.Records;

/// <summary>The stored key of a record.</summary>
/// <param name="Record">The record.</param>
/// <param name="Wrapped">Its wrapped key; null: the record is shredded.</param>
internal sealed record StoredRecordKey(RecordId Record, WrappedKey? Wrapped);
