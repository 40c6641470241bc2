namespace Actors.Privacy.MasterKeys;

/// <summary>
/// Something was made with a key that is not at hand: removed too early, not yet given to this server, or foreign.
/// </summary>
public sealed class KeyMissingException(KeyId key)
    : InvalidOperationException($"Key {key} is not in the ring. Put it back into the key file (or key service) of this server.")
{
    /// <summary>The key that is needed.</summary>
    public KeyId Key { get; } = key;
}
