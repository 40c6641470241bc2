using System.Security.Cryptography;
using Actors.Domain.Protection;

namespace Actors.Privacy.Records;

/// <summary>
/// The data key of one record, opened. It lives only inside the cipher: the managed copy is zeroed here, and the native
/// one is cleansed by OpenSSL when the cipher is disposed, which is when it left the cache and the last lease was
/// returned.
/// </summary>
internal sealed class RecordKeyMaterial : IDisposable
{
    /// <summary>AES-256.</summary>
    public const int KeyByteCount = 32;

    /// <summary>
    /// Seals by one opened key before it refuses. With random 96-bit nonces a key must not be used more than 2³² times
    /// (NIST SP 800-38D, 8.3); no record is opened 2⁸ times after 2²⁴ seals each: that is one seal a second for eight
    /// years.
    /// </summary>
    public const int MaxSeals = 1 << 24;

    private readonly Lock _lock = new();
    private readonly AesGcm _cipher;
    private readonly int _maxSeals;
    private int _seals;
    private int _leases;
    private bool _evicted;
    private bool _shredded;
    private bool _wiped;

    /// <summary>Takes the key and zeroes <paramref name="dataKey"/>.</summary>
    public RecordKeyMaterial(RecordId record, Span<byte> dataKey, int maxSeals = MaxSeals)
    {
        Record = record;
        _maxSeals = maxSeals;
        _cipher = new AesGcm(dataKey, Sealed.TagByteCount);
        CryptographicOperations.ZeroMemory(dataKey);
    }

    public RecordId Record { get; }

    /// <summary>True when the key is no longer in memory.</summary>
    public bool IsWiped
    {
        get
        {
            lock (_lock)
            {
                return _wiped;
            }
        }
    }

    /// <summary>Keeps the key in memory until <see cref="Return"/>; false when it is already on its way out.</summary>
    public bool TryLease()
    {
        lock (_lock)
        {
            if (_evicted)
            {
                return false;
            }

            _leases++;
            return true;
        }
    }

    public void Return()
    {
        lock (_lock)
        {
            _leases--;
            WipeWhenUnused();
        }
    }

    /// <summary>Lets go of the key: wiped now, or when the last lease is returned.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _evicted = true;
            WipeWhenUnused();
        }
    }

    /// <summary>Wipes the key now; leases that are out fail from here on.</summary>
    public void Shred()
    {
        lock (_lock)
        {
            _evicted = true;
            _shredded = true;
            Wipe();
        }
    }

    /// <exception cref="RecordShreddedException">The record was shredded since the lease.</exception>
    /// <exception cref="InvalidOperationException">
    /// The key was used <see cref="MaxSeals"/> times since it was opened.
    /// </exception>
    public void Encrypt(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> content,
        Span<byte> ciphertext,
        Span<byte> tag,
        ReadOnlySpan<byte> context)
    {
        lock (_lock)
        {
            ThrowIfShredded();
            if (_seals >= _maxSeals)
            {
                throw new InvalidOperationException(
                    $"The key of record {Record} has sealed {_maxSeals} values since it was opened.");
            }

            _seals++;
            _cipher.Encrypt(nonce, content, ciphertext, tag, context);
        }
    }

    /// <exception cref="RecordShreddedException">The record was shredded since the lease.</exception>
    /// <exception cref="AuthenticationTagMismatchException">Ciphertext or context is not what was sealed.</exception>
    public void Decrypt(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> ciphertext,
        ReadOnlySpan<byte> tag,
        Span<byte> content,
        ReadOnlySpan<byte> context)
    {
        lock (_lock)
        {
            ThrowIfShredded();
            _cipher.Decrypt(nonce, ciphertext, tag, content, context);
        }
    }

    private void ThrowIfShredded()
    {
        if (_shredded)
        {
            throw new RecordShreddedException(Record);
        }
    }

    private void WipeWhenUnused()
    {
        if (_evicted && _leases == 0)
        {
            Wipe();
        }
    }

    private void Wipe()
    {
        _wiped = true;
        _cipher.Dispose();
    }
}
