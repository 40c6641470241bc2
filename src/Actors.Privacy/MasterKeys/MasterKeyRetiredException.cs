namespace Actors.Privacy.MasterKeys;

/// <summary>
/// A new record was to be put under a master key that was retired: this server still works with an old key file. Nothing
/// was stored.
/// </summary>
public sealed class MasterKeyRetiredException(KeyId masterKey)
    : InvalidOperationException($"Master key {masterKey} is retired. Give this server the present key file.")
{
    /// <summary>The retired key.</summary>
    public KeyId MasterKey { get; } = masterKey;
}
