namespace Actors.Privacy.MasterKeys;

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
