using System.Numerics;
using System.Security.Cryptography;
using Actors.Domain.Outbox;

namespace Actors.Privacy.MasterKeys;

/// <summary>
/// Derives the secrets of the channels from the secret behind the plans, which is never rotated: HKDF-SHA256 (RFC 5869) without
/// salt. So there is no further secret to keep, and all servers have the same. Another key would end all push subscriptions.
/// </summary>
public sealed class ChannelKeys : IChannelKeys, IDisposable
{
    private const int KeyBytes = 32;

    /// <summary>64 bits more than the order of the curve make the bias of the remainder harmless (FIPS 186-5, A.2.1).</summary>
    private const int DrawnBytes = KeyBytes + 8;

    private static readonly BigInteger Order = new(
        Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), isUnsigned: true,
        isBigEndian: true);

    private readonly byte[] _pushKey = GC.AllocateArray<byte>(KeyBytes, pinned: true);
    private readonly byte[] _handleKey = GC.AllocateArray<byte>(KeyBytes, pinned: true);

    /// <summary>Derives the secrets.</summary>
    /// <param name="secret">The secret behind the plans.</param>
    public ChannelKeys(ReadOnlySpan<byte> secret)
    {
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, _handleKey, salt: [], "actors message handles v1"u8);
        Span<byte> drawn = stackalloc byte[DrawnBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, drawn, salt: [], "actors push v1"u8);
        var number = new BigInteger(drawn, isUnsigned: true, isBigEndian: true) % (Order - 1) + 1;
        number.TryWriteBytes(
            _pushKey.AsSpan(KeyBytes - number.GetByteCount(isUnsigned: true)), out _, isUnsigned: true, isBigEndian: true);
        CryptographicOperations.ZeroMemory(drawn);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> PushKey => _pushKey;

    /// <inheritdoc/>
    public void Authenticate(ReadOnlySpan<byte> message, Span<byte> destination) =>
        HMACSHA256.HashData(_handleKey, message, destination);

    /// <summary>Zeroes the secrets.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_pushKey);
        CryptographicOperations.ZeroMemory(_handleKey);
    }
}
