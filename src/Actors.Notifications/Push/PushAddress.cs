using System.Buffers.Text;
using System.Security.Cryptography;

namespace Actors.Notifications.Push;

/// <summary>
/// Where pushes for a phone go, and the secret under which they are encrypted. It is agreed on with the keys of a subscription
/// once, when the phone subscribes, and kept sealed: the agreement costs more than all else about a push. Decision 11 says why.
/// </summary>
/// <param name="Endpoint">The address of the push resource.</param>
/// <param name="SenderPoint">The public key of the sender, as an uncompressed point. Its private key is gone.</param>
/// <param name="Secret">The secret of 32 bytes, <c>IKM</c> in RFC 8291, section 3.4.</param>
public sealed record PushAddress(Uri Endpoint, ReadOnlyMemory<byte> SenderPoint, ReadOnlyMemory<byte> Secret)
{
    private static ReadOnlySpan<byte> Info => "WebPush: info\0"u8;

    /// <summary>Agrees on a secret with a phone, with a new key pair.</summary>
    public static PushAddress Agree(PushSubscription phone)
    {
        using var sender = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Agree(phone, sender);
    }

    /// <summary>Agrees with a given key pair.</summary>
    internal static PushAddress Agree(PushSubscription phone, ECDiffieHellman sender)
    {
        var point = P256.ToPoint(sender.ExportParameters(includePrivateParameters: false));
        var secret = Agree(sender, phone.PublicKey.Span, phone.AuthSecret.Span, phone.PublicKey.Span, point);
        return new(phone.Endpoint, point, secret);
    }

    /// <summary>RFC 8291, section 3.4, from either side: the own key pair, and the key of the other.</summary>
    internal static byte[] Agree(
        ECDiffieHellman own, ReadOnlySpan<byte> other, ReadOnlySpan<byte> authSecret, ReadOnlySpan<byte> phone,
        ReadOnlySpan<byte> sender)
    {
        using var pair = P256.Import(other);
        using var key = pair.PublicKey;
        var agreed = own.DeriveRawSecretAgreement(key);
        var secret = new byte[SHA256.HashSizeInBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, agreed, secret, authSecret, [.. Info, .. phone, .. sender]);
        CryptographicOperations.ZeroMemory(agreed);
        return secret;
    }

    /// <summary>Writes the form that is sealed: address, key and secret with blanks between them.</summary>
    public string ToText() =>
        $"{Endpoint.AbsoluteUri} {Base64Url.EncodeToString(SenderPoint.Span)} {Base64Url.EncodeToString(Secret.Span)}";

    /// <summary>Reads what <see cref="ToText"/> wrote; <c>null</c> if the text is something else.</summary>
    public static PushAddress? Parse(string text) =>
        text.Split(' ') is [var endpoint, var point, var secret] && Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
            && Base64Url.IsValid(point, out var length) && length == PushSubscription.PointBytes
            && Base64Url.IsValid(secret, out length) && length == SHA256.HashSizeInBytes
            ? new(address, Base64Url.DecodeFromChars(point), Base64Url.DecodeFromChars(secret))
            : null;

    /// <summary>Names the host only.</summary>
    public override string ToString() => $"push address at {Endpoint.Host}";
}
