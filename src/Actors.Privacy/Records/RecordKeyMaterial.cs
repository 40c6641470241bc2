using System.Security.Cryptography;
using Actors.Domain.Protection;

namespace Actors.Privacy.Records;

/// <summary>
/// The opened data key of one record. It exists only inside the cipher: this class zeroes the managed copy, and OpenSSL
/// cleanses the native one when the cipher is disposed. That happens after the key has left the cache and the last lease
/// has been returned.
/// </summary>
internal sealed class RecordKeyMaterial : IDisposable
{
    /// <summary>AES-256.</summary>
    public const int KeyByteCount = 32;

    /// <summary>
    /// The largest number of seals by one opened key. With random 96-bit nonces a key must not be used more than 2³² times
    /// (NIST SP 800-38D, 8.3). Opening a record 2⁸ times for 2²⁴ seals each would mean 130 seals a second for a year.
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

    /// <summary>Copies the key and zeroes <paramref name="dataKey"/>.</summary>
    public RecordKeyMaterial(RecordId record, Span<byte> dataKey, int maxSeals = MaxSeals)
    {
        Record = record;
        _maxSeals = maxSeals;
        _cipher = new AesGcm(dataKey, Sealed.TagByteCount);
        CryptographicOperations.ZeroMemory(dataKey);
    }

    public RecordId Record { get; }

    /// <summary>Whether the key has been wiped from memory.</summary>
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

    /// <summary>Keeps the key in memory until <see cref="Return"/>. Returns <c>false</c> if the key was evicted.</summary>
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

    /// <summary>Evicts the key: wipes it now or when the last lease is returned.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _evicted = true;
            WipeWhenUnused();
        }
    }

    /// <summary>Wipes the key now. Outstanding leases fail from here on.</summary>
    public void Shred()
    {
        lock (_lock)
        {
            _evicted = true;
            _shredded = true;
            Wipe();
        }
    }

    /// <exception cref="RecordShreddedException">The record was shredded after the lease.</exception>
    /// <exception cref="InvalidOperationException">
    /// The key has sealed the largest number of values since it was opened.
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

    /// <exception cref="RecordShreddedException">The record was shredded after the lease.</exception>
    /// <exception cref="AuthenticationTagMismatchException">
    /// The ciphertext or the context differs from what was sealed.
    /// </exception>
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
