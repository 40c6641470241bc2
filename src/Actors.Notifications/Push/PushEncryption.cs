using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Actors.Notifications.Push.Native;

namespace Actors.Notifications.Push;

/// <summary>
/// Encrypts messages for phones: <c>aes128gcm</c> (RFC 8188) with keys agreed by RFC 8291. A key pair of the sender serves for
/// <see cref="KeyLifetime"/> at most, never two threads at once; the salt of each message is new. Decision 11 says why.
/// </summary>
internal sealed class PushEncryption(TimeProvider wall) : IDisposable
{
    /// <summary>How long a key pair of the sender is used.</summary>
    public static readonly TimeSpan KeyLifetime = TimeSpan.FromMinutes(1);

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

    private static ReadOnlySpan<byte> AgreementInfo => "WebPush: info\0"u8;

    private static ReadOnlySpan<byte> KeyInfo => "Content-Encoding: aes128gcm\0"u8;

    private static ReadOnlySpan<byte> NonceInfo => "Content-Encoding: nonce\0"u8;

    private readonly ConcurrentBag<SenderKey> _keys = [];

    /// <summary>Encrypts a message.</summary>
    /// <param name="receiver">The phone.</param>
    /// <param name="content">The content, at most <see cref="MaxContentBytes"/> bytes.</param>
    /// <returns>The body of the request.</returns>
    /// <exception cref="ArgumentException">The content is too long.</exception>
    public byte[] Encrypt(PushSubscription receiver, ReadOnlySpan<byte> content)
    {
        if (content.Length > MaxContentBytes)
        {
            throw new ArgumentException($"A push message has {MaxContentBytes} bytes at most.", nameof(content));
        }

        var key = Rent();
        try
        {
            Span<byte> salt = stackalloc byte[SaltBytes];
            RandomNumberGenerator.Fill(salt);
            var padded = Math.Min(MaxContentBytes, (content.Length / PaddingStep + 1) * PaddingStep);
            return Encrypt(key, receiver, salt, content, padded - content.Length);
        }
        finally
        {
            _keys.Add(key);
        }
    }

    /// <summary>Encrypts with given key and salt.</summary>
    internal static byte[] Encrypt(
        SenderKey sender, PushSubscription receiver, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content, int padding)
    {
        var body = new byte[HeaderBytes + content.Length + 1 + padding + TagBytes];
        salt.CopyTo(body);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltBytes), RecordSize);
        body[SaltBytes + sizeof(uint)] = PushSubscription.PointBytes;
        sender.Point.CopyTo(body.AsSpan(HeaderBytes - PushSubscription.PointBytes));

        var record = body.AsSpan(HeaderBytes..^TagBytes);
        content.CopyTo(record);
        record[content.Length] = LastRecord;
        Span<byte> keys = stackalloc byte[KeyBytes + NonceBytes];
        Span<byte> agreed = stackalloc byte[AgreementHandle.SecretBytes];
        sender.Agreement.Agree(receiver.PublicKey.Span, agreed);
        DeriveKeys(agreed, receiver.AuthSecret.Span, receiver.PublicKey.Span, sender.Point, salt, keys);
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
        Span<byte> keys = stackalloc byte[KeyBytes + NonceBytes];
        using var sender = P256.Import(point);
        var own = P256.ToPoint(phone.ExportParameters(includePrivateParameters: false));
        using var other = sender.PublicKey;
        DeriveKeys(phone.DeriveRawSecretAgreement(other), authSecret, own, point, body[..SaltBytes], keys);
        var record = new byte[body.Length - HeaderBytes - TagBytes];
        using var cipher = new AesGcm(keys[..KeyBytes], TagBytes);
        cipher.Decrypt(keys[KeyBytes..], body[HeaderBytes..^TagBytes], body[^TagBytes..], record);
        var end = record.AsSpan().LastIndexOfAnyExcept((byte)0);
        return end >= 0 && record[end] == LastRecord
            ? record[..end]
            : throw new CryptographicException("Not the last record of a push message.");
    }

    /// <summary>Destroys the keys.</summary>
    public void Dispose()
    {
        foreach (var key in _keys)
        {
            key.Dispose();
        }
    }

    /// <summary>RFC 8291, section 3.4: the key, and behind it the nonce. Wipes the secret on which both sides agreed.</summary>
    private static void DeriveKeys(
        Span<byte> agreed, ReadOnlySpan<byte> authSecret, ReadOnlySpan<byte> phone, ReadOnlySpan<byte> sender,
        ReadOnlySpan<byte> salt, Span<byte> keys)
    {
        Span<byte> info = stackalloc byte[AgreementInfo.Length + 2 * PushSubscription.PointBytes];
        AgreementInfo.CopyTo(info);
        phone.CopyTo(info[AgreementInfo.Length..]);
        sender.CopyTo(info[(AgreementInfo.Length + PushSubscription.PointBytes)..]);
        Span<byte> material = stackalloc byte[SHA256.HashSizeInBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, material, authSecret, info);
        Span<byte> pseudorandom = stackalloc byte[SHA256.HashSizeInBytes];
        HKDF.Extract(HashAlgorithmName.SHA256, material, salt, pseudorandom);
        HKDF.Expand(HashAlgorithmName.SHA256, pseudorandom, keys[..KeyBytes], KeyInfo);
        HKDF.Expand(HashAlgorithmName.SHA256, pseudorandom, keys[KeyBytes..], NonceInfo);
        CryptographicOperations.ZeroMemory(agreed);
        CryptographicOperations.ZeroMemory(material);
        CryptographicOperations.ZeroMemory(pseudorandom);
    }

    private SenderKey Rent()
    {
        while (_keys.TryTake(out var key))
        {
            if (wall.GetElapsedTime(key.MadeAt) < KeyLifetime)
            {
                return key;
            }

            key.Dispose();
        }

        return new(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256), wall.GetTimestamp());
    }
}

/// <summary>A key pair of the sender.</summary>
internal sealed class SenderKey : IDisposable
{
    /// <summary>Takes a key pair.</summary>
    /// <param name="pair">The key pair, which this disposes.</param>
    /// <param name="madeAt">When it was made, as a time stamp.</param>
    public SenderKey(ECDiffieHellman pair, long madeAt = 0)
    {
        using (pair)
        {
            var key = pair.ExportParameters(includePrivateParameters: true);
            (Point, Agreement, MadeAt) = (P256.ToPoint(key), new(key.D), madeAt);
            CryptographicOperations.ZeroMemory(key.D);
        }
    }

    /// <summary>The private key.</summary>
    public AgreementHandle Agreement { get; }

    /// <summary>The public key as an uncompressed point.</summary>
    public byte[] Point { get; }

    /// <summary>When it was made, as a time stamp.</summary>
    public long MadeAt { get; }

    /// <inheritdoc/>
    public void Dispose() => Agreement.Dispose();
}
