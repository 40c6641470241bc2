using System.Security.Cryptography;

namespace Actors.Privacy.MasterKeys;

/// <summary>
/// Secrets of one kind, each under an id: the current one makes new values, the older ones only read what they made.
/// Immutable; <see cref="Dispose"/> zeroes the secrets.
/// </summary>
public sealed class KeyRing : IDisposable
{
    /// <summary>The length of every secret: 256 bits.</summary>
    public const int SecretByteCount = 32;

    private readonly Dictionary<KeyId, byte[]> _secrets = [];

    /// <summary>Takes copies of the secrets.</summary>
    /// <exception cref="ArgumentException">
    /// The current key is not among them, or a secret does not have 32 bytes.
    /// </exception>
    public KeyRing(KeyId current, IEnumerable<KeyValuePair<KeyId, byte[]>> secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        foreach (var (id, secret) in secrets)
        {
            if (secret.Length != SecretByteCount)
            {
                throw new ArgumentException($"Key {id} has {secret.Length} bytes; it needs {SecretByteCount}.", nameof(secrets));
            }

            // Pinned, so that the collector leaves no copies behind when it moves memory.
            var copy = GC.AllocateUninitializedArray<byte>(SecretByteCount, pinned: true);
            secret.CopyTo(copy, 0);
            _secrets.Add(id, copy);
        }

        if (!_secrets.ContainsKey(current))
        {
            throw new ArgumentException($"The current key {current} is not among the keys.", nameof(current));
        }

        CurrentId = current;
    }

    /// <summary>The key for new values.</summary>
    public KeyId CurrentId { get; }

    /// <summary>All keys, the current one first, the others by name.</summary>
    public IReadOnlyList<KeyId> Ids =>
        [CurrentId, .. _secrets.Keys.Where(id => id != CurrentId).OrderBy(id => id.Text, StringComparer.Ordinal)];

    /// <summary>A ring with one fresh secret.</summary>
    public static KeyRing Create(KeyId id)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretByteCount);
        try
        {
            return new KeyRing(id, [KeyValuePair.Create(id, secret)]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Whether the ring has the key.</summary>
    public bool Contains(KeyId id) => _secrets.ContainsKey(id);

    /// <summary>A new ring that has a fresh secret besides these and makes it the current one.</summary>
    /// <exception cref="ArgumentException">The ring has a key of that name already.</exception>
    public KeyRing WithNewCurrent(KeyId id)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretByteCount);
        try
        {
            return _secrets.ContainsKey(id)
                ? throw new ArgumentException($"There is a key {id} already.", nameof(id))
                : new KeyRing(id, _secrets.Append(KeyValuePair.Create(id, secret)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>A new ring without one of the older keys.</summary>
    /// <exception cref="ArgumentException">It is the current key, or there is none of that name.</exception>
    public KeyRing Without(KeyId id)
    {
        if (id == CurrentId || !_secrets.ContainsKey(id))
        {
            throw new ArgumentException($"Key {id} is the current one or not in the ring.", nameof(id));
        }

        return new KeyRing(CurrentId, _secrets.Where(secret => secret.Key != id));
    }

    /// <summary>Zeroes the secrets.</summary>
    public void Dispose()
    {
        foreach (var secret in _secrets.Values)
        {
            CryptographicOperations.ZeroMemory(secret);
        }

        _secrets.Clear();
    }

    /// <summary>The kind of thing it is and the names of its keys, never a secret.</summary>
    public override string ToString() => $"key ring [{string.Join(", ", Ids)}]";

    /// <summary>The secret itself; valid until the ring is disposed.</summary>
    /// <exception cref="KeyMissingException">The ring has no such key.</exception>
    internal ReadOnlySpan<byte> Secret(KeyId id) =>
        _secrets.TryGetValue(id, out var secret) ? secret : throw new KeyMissingException(id);
}

/// <summary>
/// Something was made with a key that is not at hand: removed too early, not yet given to this server, or foreign.
/// </summary>
public sealed class KeyMissingException(KeyId key)
    : InvalidOperationException($"Key {key} is not in the ring. Put it back into the key file (or key service) of this server.")
{
    /// <summary>The key that is needed.</summary>
    public KeyId Key { get; } = key;
}
