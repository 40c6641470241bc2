using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Actors.Notifications.Push;

/// <summary>
/// Encrypts messages for phones: <c>aes128gcm</c> (RFC 8188) with the keys of RFC 8291. The salt of each message is new, and with
/// it the key.
/// </summary>
internal static class PushEncryption
{
    /// <summary>The largest content: what fits into the 4,096 bytes that each push service takes (RFC 8291, section 4).</summary>
    public const int MaxContentBytes = RecordSize - HeaderBytes - TagBytes - 1;

    /// <summary>Contents are padded to multiples of so many bytes: their length would tell what they say.</summary>
    private const int PaddingStep = 512;

    private const int RecordSize = 4_096;
    private const int SaltBytes = 16;
    private const int HeaderBytes = SaltBytes + sizeof(uint) + 1 + PushSubscription.PointBytes;
    private const int TagBytes = 16;
    private const int KeyBytes = 16;
    private const int NonceBytes = 12;
    private const byte LastRecord = 2;

    private static ReadOnlySpan<byte> KeyInfo => "Content-Encoding: aes128gcm\0\u0001"u8;

    private static ReadOnlySpan<byte> NonceInfo => "Content-Encoding: nonce\0\u0001"u8;

    /// <summary>Encrypts a message.</summary>
    /// <param name="address">The phone.</param>
    /// <param name="content">The content, at most <see cref="MaxContentBytes"/> bytes.</param>
    /// <returns>The body of the request.</returns>
    /// <exception cref="ArgumentException">The content is too long.</exception>
    public static byte[] Encrypt(PushAddress address, ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxContentBytes)
        {
            throw new ArgumentException($"A push message has {MaxContentBytes} bytes at most.", nameof(content));
        }

        Span<byte> salt = stackalloc byte[SaltBytes];
        RandomNumberGenerator.Fill(salt);
        var padded = Math.Min(MaxContentBytes, (content.Length / PaddingStep + 1) * PaddingStep);
        return Encrypt(address, salt, content, padded - content.Length);
    }

    /// <summary>Encrypts with a given salt.</summary>
    internal static byte[] Encrypt(PushAddress address, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content, int padding)
    {
        var body = new byte[HeaderBytes + content.Length + 1 + padding + TagBytes];
        salt.CopyTo(body);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltBytes), RecordSize);
        body[SaltBytes + sizeof(uint)] = PushSubscription.PointBytes;
        address.SenderPoint.Span.CopyTo(body.AsSpan(HeaderBytes - PushSubscription.PointBytes));

        var record = body.AsSpan(HeaderBytes..^TagBytes);
        content.CopyTo(record);
        record[content.Length] = LastRecord;
        Span<byte> keys = stackalloc byte[KeyBytes + NonceBytes];
        DeriveKeys(address.Secret.Span, salt, keys);
        using var cipher = new AesGcm(keys[..KeyBytes], TagBytes);
        cipher.Encrypt(keys[KeyBytes..], record, record, body.AsSpan(^TagBytes..));
        CryptographicOperations.ZeroMemory(keys);
        return body;
    }

    /// <summary>Decrypts a message of one record as a phone does.</summary>
    /// <param name="phone">The key pair of the phone.</param>
    /// <param name="authSecret">Its authentication secret.</param>
    /// <param name="body">The body of the request.</param>
    /// <exception cref="CryptographicException">The message was not made for this phone, or was changed.</exception>
    public static byte[] Decrypt(ECDiffieHellman phone, ReadOnlySpan<byte> authSecret, ReadOnlySpan<byte> body)
    {
        if (body.Length < HeaderBytes + 1 + TagBytes
            || body[SaltBytes + sizeof(uint)] != PushSubscription.PointBytes
            || BinaryPrimitives.ReadUInt32BigEndian(body[SaltBytes..]) < body.Length - HeaderBytes)
        {
            throw new CryptographicException("Not a push message of one record.");
        }

        var point = body[(HeaderBytes - PushSubscription.PointBytes)..HeaderBytes];
        var own = P256.ToPoint(phone.ExportParameters(includePrivateParameters: false));
        Span<byte> keys = stackalloc byte[KeyBytes + NonceBytes];
        DeriveKeys(PushAddress.Agree(phone, point, authSecret, own, point), body[..SaltBytes], keys);
        var record = new byte[body.Length - HeaderBytes - TagBytes];
        using var cipher = new AesGcm(keys[..KeyBytes], TagBytes);
        cipher.Decrypt(keys[KeyBytes..], body[HeaderBytes..^TagBytes], body[^TagBytes..], record);
        var end = record.AsSpan().LastIndexOfAnyExcept((byte)0);
        return end >= 0 && record[end] == LastRecord
            ? record[..end]
            : throw new CryptographicException("Not the last record of a push message.");
    }

    /// <summary>
    /// RFC 8188, sections 2.2 and 2.3: the key, and behind it the nonce. HKDF (RFC 5869) as three HMACs: each output is shorter
    /// than a hash, so the 1 behind its info is the only counter.
    /// </summary>
    private static void DeriveKeys(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> salt, Span<byte> keys)
    {
        Span<byte> pseudorandom = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> output = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(salt, secret, pseudorandom);
        HMACSHA256.HashData(pseudorandom, KeyInfo, output);
        output[..KeyBytes].CopyTo(keys);
        HMACSHA256.HashData(pseudorandom, NonceInfo, output);
        output[..NonceBytes].CopyTo(keys[KeyBytes..]);
        CryptographicOperations.ZeroMemory(pseudorandom);
        CryptographicOperations.ZeroMemory(output);
    }
}
