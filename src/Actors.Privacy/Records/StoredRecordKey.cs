using Actors.Domain.Protection;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Records;

/// <summary>The stored key of a record.</summary>
/// <param name="Record">The record.</param>
/// <param name="Wrapped">Its wrapped key; null: the record is shredded.</param>
internal sealed record StoredRecordKey(RecordId Record, WrappedKey? Wrapped);
