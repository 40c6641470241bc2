using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Protection;

namespace Actors.Privacy.MasterKeys;

/// <summary>Master keys in this process, from a key file or from the environment.</summary>
/// <remarks>
/// Wrap format 1: a version byte, a random nonce of 12 bytes, 32 bytes of ciphertext and a tag of 16 bytes (AES-256-GCM).
/// The id of the master key and the record id are authenticated with it. A master key may wrap 2³² data keys (NIST SP
/// 800-38D, 8.3).
/// </remarks>
public sealed class LocalMasterKeys : IMasterKeyService, IDisposable
{
    private const byte Format = 1;
    private const int NonceByteCount = 12;
    private const int TagByteCount = 16;
    private const int KeyStart = 1 + NonceByteCount;
    private const int TagStart = KeyStart + KeyRing.SecretByteCount;
    private const int WrapByteCount = TagStart + TagByteCount;

    private readonly Lock _lock = new();
    private readonly Func<KeyRing> _load;
    private KeyRing _ring;

    /// <summary>Loads the ring and owns it.</summary>
    public LocalMasterKeys(Func<KeyRing> load)
    {
        _load = load;
        _ring = load();
    }

    /// <inheritdoc/>
    public KeyId CurrentKeyId
    {
        get
        {
            lock (_lock)
            {
                return _ring.CurrentId;
            }
        }
    }

    /// <summary>
    /// Loads the ring again, so that a running process gets new master keys and forgets removed ones. If loading fails, the
    /// current ring stays.
    /// </summary>
    public void Reload()
    {
        var ring = _load();
        lock (_lock)
        {
            _ring.Dispose();
            _ring = ring;
        }
    }

    /// <inheritdoc/>
    public ValueTask<WrappedKey> WrapAsync(
        KeyId masterKey, ReadOnlyMemory<byte> dataKey, RecordId record, CancellationToken cancellationToken = default)
    {
        var wrap = new byte[WrapByteCount];
        wrap[0] = Format;
        var nonce = wrap.AsSpan(1, NonceByteCount);
        RandomNumberGenerator.Fill(nonce);
        lock (_lock)
        {
            using var cipher = new AesGcm(_ring.Secret(masterKey), TagByteCount);
            cipher.Encrypt(
                nonce,
                dataKey.Span,
                wrap.AsSpan(KeyStart, KeyRing.SecretByteCount),
                wrap.AsSpan(TagStart),
                Context(masterKey, record));
        }

        return ValueTask.FromResult(new WrappedKey(masterKey, wrap));
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> UnwrapAsync(WrappedKey wrapped, RecordId record, CancellationToken cancellationToken = default)
    {
        var wrap = wrapped.Bytes.Span;
        if (wrap.Length != WrapByteCount || wrap[0] != Format)
        {
            throw new BrokenWrapException(record, wrapped.MasterKey);
        }

        ReloadFor(wrapped.MasterKey);
        var dataKey = GC.AllocateUninitializedArray<byte>(KeyRing.SecretByteCount, pinned: true);
        try
        {
            lock (_lock)
            {
                using var cipher = new AesGcm(_ring.Secret(wrapped.MasterKey), TagByteCount);
                cipher.Decrypt(
                    wrap.Slice(1, NonceByteCount),
                    wrap[KeyStart..TagStart],
                    wrap[TagStart..],
                    dataKey,
                    Context(wrapped.MasterKey, record));
            }
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new BrokenWrapException(record, wrapped.MasterKey);
        }

        return ValueTask.FromResult(dataKey);
    }

    /// <summary>Zeroes the master keys.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ring.Dispose();
        }
    }

    /// <summary>
    /// Loads the ring again if it lacks a key: another process may use a master key that was added to the file after this
    /// process read it. So a rotation needs no restart.
    /// </summary>
    private void ReloadFor(KeyId masterKey)
    {
        lock (_lock)
        {
            if (_ring.Contains(masterKey))
            {
                return;
            }
        }

        try
        {
            Reload();
        }
        catch (KeyFileException)
        {
            // The current ring stays, and the caller gets KeyMissingException.
        }
    }

    /// <summary>The record id comes first and has a fixed length, so no two contexts have the same bytes.</summary>
    private static byte[] Context(KeyId masterKey, RecordId record)
    {
        var context = new byte[1 + RecordId.ByteCount + masterKey.Text.Length];
        context[0] = Format;
        record.WriteTo(context.AsSpan(1));
        Encoding.ASCII.GetBytes(masterKey.Text, context.AsSpan(1 + RecordId.ByteCount));
        return context;
    }
}
