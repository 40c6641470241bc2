using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Actors.Privacy.MasterKeys;

/// <summary>
/// Secrets of one kind, each with an id. The current one protects new values; older ones only read existing values.
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
        foreach (var (id, secret) in secrets)
        {
            if (secret.Length != SecretByteCount)
            {
                throw new ArgumentException($"Key {id} has {secret.Length} bytes; it needs {SecretByteCount}.", nameof(secrets));
            }

            // Pinned, so that the garbage collector does not leave copies when it moves memory.
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

    /// <summary>The id of the key for new values.</summary>
    public KeyId CurrentId { get; }

    /// <summary>The ids of all keys: the current one first, the others by name.</summary>
    public IReadOnlyList<KeyId> Ids =>
        [CurrentId, .. _secrets.Keys.Where(id => id != CurrentId).OrderBy(id => id.Text, StringComparer.Ordinal)];

    /// <summary>Creates a ring with one new secret.</summary>
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

    /// <summary>Creates a ring with a new secret besides these, which becomes the current one.</summary>
    /// <exception cref="ArgumentException">The ring already has a key with that id.</exception>
    public KeyRing WithNewCurrent(KeyId id)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretByteCount);
        try
        {
            return _secrets.ContainsKey(id)
                ? throw new ArgumentException($"The ring already has a key {id}.", nameof(id))
                : new KeyRing(id, _secrets.Append(KeyValuePair.Create(id, secret)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Creates a ring without one of the older keys.</summary>
    /// <exception cref="ArgumentException">The key is the current one or not in the ring.</exception>
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

    /// <summary>The ids of the keys, never a secret.</summary>
    public override string ToString() => $"key ring [{string.Join(", ", Ids)}]";

    /// <summary>Gets a secret. The span is valid until the ring is disposed.</summary>
    /// <exception cref="KeyMissingException">The ring has no such key.</exception>
    internal ReadOnlySpan<byte> Secret(KeyId id) =>
        _secrets.TryGetValue(id, out var secret) ? secret : throw new KeyMissingException(id);
}

/// <summary>
/// A key is missing: it was removed too early, has not been given to this server, or belongs to another installation.
/// </summary>
public sealed class KeyMissingException(KeyId key)
    : InvalidOperationException($"Key {key} is not in the ring. Put it back into the key file (or key service) of this server.")
{
    /// <summary>The missing key.</summary>
    public KeyId Key { get; } = key;
}

/// <summary>
/// The name of a secret in a <see cref="KeyRing"/> or of a key in a key service. The name is not secret.
/// </summary>
public readonly partial record struct KeyId
{
    private readonly string? _text;

    /// <summary>Names a key.</summary>
    /// <param name="text">1 to 64 of a–z, 0–9, dots and hyphens, beginning with a letter or digit.</param>
    /// <exception cref="ArgumentException">The text has another form.</exception>
    public KeyId(string text)
    {
        if (!Form().IsMatch(text))
        {
            // Do not quote the text: it is a secret if fields of a key file are mixed up.
            throw new ArgumentException(
                "A key id has 1 to 64 of a-z, 0-9, dots and hyphens and begins with a letter or digit.", nameof(text));
        }

        _text = text;
    }

    /// <summary>The name.</summary>
    /// <exception cref="InvalidOperationException">The value is the default one.</exception>
    public string Text => _text ?? throw new InvalidOperationException("The default key id names no key.");

    /// <summary>The name, or an empty string for the default value.</summary>
    public override string ToString() => _text ?? "";

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

/// <summary>Names new keys after the day of their creation, so that their age is visible.</summary>
public static class KeyNames
{
    private const int RandomDigits = 6;

    /// <summary>
    /// The day (UTC) and random digits. A name must never be used again: a server that still has the removed key of that
    /// name would confuse the two.
    /// </summary>
    public static KeyId Next(TimeProvider time) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{time.GetUtcNow():yyyy-MM-dd}-{RandomNumberGenerator.GetHexString(RandomDigits, lowercase: true)}"));
}
