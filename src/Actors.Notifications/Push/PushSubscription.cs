using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Actors.Notifications.Push;

/// <summary>
/// Where the push service of a phone takes messages, and the keys under which the phone reads them (RFC 8030, section 4;
/// RFC 8291, section 2). It is personal: its holder can send to the phone.
/// </summary>
/// <param name="Endpoint">The address of the push resource.</param>
/// <param name="PublicKey">The P-256 key of the phone, as an uncompressed point of 65 bytes (<c>p256dh</c>).</param>
/// <param name="AuthSecret">The authentication secret of 16 bytes (<c>auth</c>).</param>
public sealed record PushSubscription(Uri Endpoint, ReadOnlyMemory<byte> PublicKey, ReadOnlyMemory<byte> AuthSecret)
{
    /// <summary>The length of an uncompressed point on P-256.</summary>
    internal const int PointBytes = 65;

    /// <summary>The length of the authentication secret.</summary>
    internal const int AuthBytes = 16;

    private const byte Uncompressed = 4;

    /// <summary>
    /// Reads a subscription as a browser gives it. Returns <c>false</c> with the wrong field and the fix.
    /// </summary>
    /// <param name="endpoint">The address.</param>
    /// <param name="p256dh">The key of the phone, in base64url.</param>
    /// <param name="auth">The authentication secret, in base64url.</param>
    /// <param name="isLocalAllowed">Whether addresses of this machine and network, and http, are allowed: in trials only.</param>
    /// <param name="subscription">The subscription.</param>
    /// <param name="problem">The field, and what is wrong with it.</param>
    public static bool TryRead(
        string? endpoint, string? p256dh, string? auth, bool isLocalAllowed,
        [NotNullWhen(true)] out PushSubscription? subscription, out (string Field, string Text) problem)
    {
        subscription = null;
        if (PushEndpoint.Check(endpoint, isLocalAllowed) is { } wrong)
        {
            problem = ("endpoint", wrong);
        }
        else if (!TryDecode(p256dh, PointBytes, out var key) || key[0] != Uncompressed || !IsOnCurve(key))
        {
            problem = ("p256dh", "The key is a point on P-256: 65 bytes in base64url. Send the one of the browser unchanged.");
        }
        else if (!TryDecode(auth, AuthBytes, out var secret))
        {
            problem = ("auth", "The secret has 16 bytes in base64url. Send the one of the browser unchanged.");
        }
        else
        {
            (subscription, problem) = (new(new Uri(endpoint!), key, secret), default);
        }

        return subscription is not null;
    }

    /// <summary>Names the host only.</summary>
    public override string ToString() => $"push subscription at {Endpoint.Host}";

    private static bool TryDecode(string? text, int length, out byte[] bytes)
    {
        bytes = new byte[length];
        return text is not null && Base64Url.IsValid(text, out var decoded) && decoded == length
            && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == length;
    }

    private static bool IsOnCurve(byte[] point)
    {
        try
        {
            using var key = P256.Import(point);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

/// <summary>Keys on the curve P-256 in the forms that web push uses.</summary>
internal static class P256
{
    private const int CoordinateBytes = 32;

    /// <summary>Imports an uncompressed point.</summary>
    /// <exception cref="CryptographicException">The point is not on the curve.</exception>
    public static ECDiffieHellman Import(ReadOnlySpan<byte> point) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new()
        {
            X = point.Slice(1, CoordinateBytes).ToArray(),
            Y = point.Slice(1 + CoordinateBytes, CoordinateBytes).ToArray(),
        },
    });

    /// <summary>Exports the public key as an uncompressed point.</summary>
    public static byte[] ToPoint(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];
}
