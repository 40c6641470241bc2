using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Protection;

namespace Actors.Privacy.Records;

/// <summary>A lease of a key in memory. It seals by AES-256-GCM in the format of <see cref="Sealed"/>.</summary>
internal sealed class RecordKey : IRecordKey
{
    private const int StackLimit = 256;
    private const int PositionByteCount = 3 * sizeof(double);
    private const int ContentStart = 1 + Sealed.NonceByteCount;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Material _material;
    private readonly ProtectionMeters _meters;
    private int _disposed;

    public RecordKey(Material leased, ProtectionMeters meters)
    {
        _material = leased;
        _meters = meters;
    }

    /// <inheritdoc/>
    public RecordId Record => _material.Record;

    /// <inheritdoc/>
    public Sealed Seal(ReadOnlySpan<byte> content, SealPurpose purpose)
    {
        ThrowIfReturned();
        Span<byte> context = stackalloc byte[SealContext.MaxByteCount];
        context = context[..SealContext.Write(context, Record, purpose)];

        var length = Sealed.Overhead + content.Length;
        var bytes = (length <= StackLimit ? stackalloc byte[StackLimit] : new byte[length])[..length];
        bytes[0] = Sealed.Format;
        var nonce = bytes.Slice(1, Sealed.NonceByteCount);
        RandomNumberGenerator.Fill(nonce);
        _material.Encrypt(
            nonce, content, bytes.Slice(ContentStart, content.Length), bytes[(ContentStart + content.Length)..], context);
        _meters.CountSeal();
        return Sealed.FromBytes(bytes);
    }

    /// <inheritdoc/>
    public byte[] Open(Sealed value, SealPurpose purpose)
    {
        var content = new byte[ContentLength(value, purpose)];
        OpenInto(value, purpose, content);
        return content;
    }

    /// <inheritdoc/>
    public Sealed SealText(string text, SealPurpose purpose)
    {
        var limit = StrictUtf8.GetMaxByteCount(text.Length);
        var buffer = limit <= StackLimit ? stackalloc byte[StackLimit] : new byte[limit];
        try
        {
            return Seal(buffer[..StrictUtf8.GetBytes(text, buffer)], purpose);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <inheritdoc/>
    public string OpenText(Sealed value, SealPurpose purpose)
    {
        var length = ContentLength(value, purpose);
        var buffer = length <= StackLimit ? stackalloc byte[StackLimit] : new byte[length];
        try
        {
            OpenInto(value, purpose, buffer[..length]);
            // Not the strict decoder, whose exception would quote bytes of the content.
            return Encoding.UTF8.GetString(buffer[..length]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <inheritdoc/>
    public Sealed SealPosition(double latitude, double longitude, double accuracy, SealPurpose purpose)
    {
        Span<byte> buffer = stackalloc byte[PositionByteCount];
        try
        {
            BinaryPrimitives.WriteDoubleLittleEndian(buffer, latitude);
            BinaryPrimitives.WriteDoubleLittleEndian(buffer[sizeof(double)..], longitude);
            BinaryPrimitives.WriteDoubleLittleEndian(buffer[(2 * sizeof(double))..], accuracy);
            return Seal(buffer, purpose);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <inheritdoc/>
    public (double Latitude, double Longitude, double Accuracy) OpenPosition(Sealed value, SealPurpose purpose)
    {
        if (ContentLength(value, purpose) != PositionByteCount)
        {
            throw Broken(purpose);
        }

        Span<byte> buffer = stackalloc byte[PositionByteCount];
        try
        {
            OpenInto(value, purpose, buffer);
            return (
                BinaryPrimitives.ReadDoubleLittleEndian(buffer),
                BinaryPrimitives.ReadDoubleLittleEndian(buffer[sizeof(double)..]),
                BinaryPrimitives.ReadDoubleLittleEndian(buffer[(2 * sizeof(double))..]));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _material.Return();
        }
    }

    private void OpenInto(Sealed value, SealPurpose purpose, Span<byte> content)
    {
        ThrowIfReturned();
        Span<byte> context = stackalloc byte[SealContext.MaxByteCount];
        context = context[..SealContext.Write(context, Record, purpose)];

        var bytes = value.Bytes.Span;
        try
        {
            _material.Decrypt(
                bytes.Slice(1, Sealed.NonceByteCount),
                bytes.Slice(ContentStart, content.Length),
                bytes[(ContentStart + content.Length)..],
                content,
                context);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Broken(purpose);
        }

        _meters.CountOpen();
    }

    private int ContentLength(Sealed value, SealPurpose purpose)
    {
        var length = value.Bytes.Length - Sealed.Overhead;
        return length >= 0 && value.Bytes.Span[0] == Sealed.Format ? length : throw Broken(purpose);
    }

    private SealBrokenException Broken(SealPurpose purpose)
    {
        _meters.CountFailure(ProtectionFailure.BrokenSeal);
        return new SealBrokenException(Record, purpose);
    }

    private void ThrowIfReturned() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);

    /// <summary>
    /// The opened data key of one record. It exists only inside the cipher: this class zeroes the managed copy, and OpenSSL
    /// cleanses the native one when the cipher is disposed. That happens after the key has left the cache and the last lease
    /// has been returned.
    /// </summary>
    public sealed class Material : IDisposable
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
        public Material(RecordId record, Span<byte> dataKey, int maxSeals = MaxSeals)
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
}

/// <summary>
/// The authenticated context of a sealed value: format, record and purpose. The first two have a fixed length, so two
/// contexts never have the same bytes.
/// </summary>
internal static class SealContext
{
    /// <summary>The length of the longest context.</summary>
    public const int MaxByteCount = 1 + RecordId.ByteCount + SealPurpose.MaxNameBytes;

    /// <summary>Writes the context and returns its length.</summary>
    public static int Write(Span<byte> destination, RecordId record, SealPurpose purpose)
    {
        destination[0] = Sealed.Format;
        record.WriteTo(destination[1..]);
        return 1 + RecordId.ByteCount + purpose.WriteTo(destination[(1 + RecordId.ByteCount)..]);
    }
}
