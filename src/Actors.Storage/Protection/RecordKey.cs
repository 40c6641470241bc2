using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Actors.Storage.Protection.Records;

namespace Actors.Storage.Protection;

/// <summary>
/// A lease on the opened key of one record, got from <see cref="RecordKeys"/>. Sealing and opening are synchronous and
/// may run on several threads. Dispose it after use: a lease keeps the key in memory past its time in the cache, so it
/// belongs into a <c>using</c> around a piece of work, not into a field.
/// </summary>
public sealed class RecordKey : IDisposable
{
    private const int StackLimit = 256;
    private const int PositionByteCount = 3 * sizeof(double);
    private const int ContentStart = 1 + Sealed.NonceByteCount;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly RecordKeyMaterial _material;
    private readonly ProtectionMeters _meters;
    private int _disposed;

    internal RecordKey(RecordKeyMaterial leased, ProtectionMeters meters)
    {
        _material = leased;
        _meters = meters;
    }

    /// <summary>The record whose key this is.</summary>
    public RecordId Record => _material.Record;

    /// <summary>Encrypts content for one purpose.</summary>
    /// <param name="content">The caller's own copy is the caller's to zero.</param>
    /// <param name="purpose">The field it belongs to; only for the same purpose it opens again.</param>
    /// <exception cref="RecordShreddedException">The record was shredded.</exception>
    /// <exception cref="ObjectDisposedException">The lease was returned.</exception>
    /// <exception cref="InvalidOperationException">This opened key has sealed 2²⁴ values.</exception>
    public Sealed Seal(ReadOnlySpan<byte> content, SealPurpose purpose)
    {
        ThrowIfReturned();
        Span<byte> context = stackalloc byte[SealContext.MaxByteCount];
        context = context[..SealContext.Write(context, Record, purpose)];

        var bytes = new byte[Sealed.Overhead + content.Length];
        bytes[0] = Sealed.Format;
        var nonce = bytes.AsSpan(1, Sealed.NonceByteCount);
        RandomNumberGenerator.Fill(nonce);
        _material.Encrypt(
            nonce, content, bytes.AsSpan(ContentStart, content.Length), bytes.AsSpan(ContentStart + content.Length), context);
        _meters.CountSeal();
        return new Sealed(bytes);
    }

    /// <summary>Decrypts into a new array, which is the caller's to zero.</summary>
    /// <exception cref="SealBrokenException">The value was changed, or belongs to another record or purpose.</exception>
    /// <exception cref="RecordShreddedException">The record was shredded.</exception>
    /// <exception cref="ObjectDisposedException">The lease was returned.</exception>
    public byte[] Open(Sealed value, SealPurpose purpose)
    {
        var content = new byte[ContentLength(value, purpose)];
        OpenInto(value, purpose, content);
        return content;
    }

    /// <summary>Encrypts text as UTF-8.</summary>
    /// <exception cref="ArgumentException">The text has half of a surrogate pair.</exception>
    /// <inheritdoc cref="Seal" path="/exception"/>
    public Sealed SealText(string text, SealPurpose purpose)
    {
        ArgumentNullException.ThrowIfNull(text);
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

    /// <summary>Decrypts text.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    public string OpenText(Sealed value, SealPurpose purpose)
    {
        var length = ContentLength(value, purpose);
        var buffer = length <= StackLimit ? stackalloc byte[StackLimit] : new byte[length];
        try
        {
            OpenInto(value, purpose, buffer[..length]);
            // Not the strict decoder: its exception would quote bytes of the content.
            return Encoding.UTF8.GetString(buffer[..length]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    /// <summary>Encrypts a position fix; every fix has the same sealed length.</summary>
    /// <param name="latitude">Degrees north (WGS 84).</param>
    /// <param name="longitude">Degrees east (WGS 84).</param>
    /// <param name="accuracy">Radius of confidence in metres.</param>
    /// <param name="purpose">The field it belongs to.</param>
    /// <inheritdoc cref="Seal" path="/exception"/>
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

    /// <summary>Decrypts a position fix: degrees north, degrees east, metres.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
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

    /// <summary>Returns the lease. The key leaves memory when the cache has let go of it too.</summary>
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
}
