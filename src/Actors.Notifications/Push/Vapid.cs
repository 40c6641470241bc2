using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Actors.Notifications.Push;

/// <summary>
/// Identifies this installation to push services (RFC 8292). A token is signed for each service and serves for hours, because
/// signing costs as much as encrypting. The key signs only: those that encrypt are others.
/// </summary>
internal sealed class Vapid : IDisposable
{
    /// <summary>How long a token is valid; at most 24 hours by RFC 8292, section 2.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private const string Header = """{"typ":"JWT","alg":"ES256"}""";
    private static readonly TimeSpan RenewedBefore = TimeSpan.FromHours(1);
    private readonly ECDsa _key;
    private readonly Lock _signing = new();
    private readonly string? _contact;
    private readonly TimeProvider _wall;
    private readonly ConcurrentDictionary<string, (string Header, DateTimeOffset RenewAt)> _headers = new();

    /// <summary>Takes a private key.</summary>
    /// <param name="privateKey">A number from 1 to the order of P-256 less 1, as 32 bytes.</param>
    /// <param name="contact">
    /// Where the operator of a push service reaches the operator of this server, as a <c>mailto:</c> or <c>https:</c> address;
    /// <c>null</c> if it is not told.
    /// </param>
    /// <param name="wall">The wall clock.</param>
    public Vapid(ReadOnlySpan<byte> privateKey, string? contact, TimeProvider wall)
    {
        _key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = privateKey.ToArray() });
        PublicKey = Base64Url.EncodeToString(P256.ToPoint(_key.ExportParameters(includePrivateParameters: false)));
        (_contact, _wall) = (contact, wall);
    }

    /// <summary>The public key in base64url: what an app gives to its browser as <c>applicationServerKey</c>.</summary>
    public string PublicKey { get; }

    /// <summary>The value of the header <c>Authorization</c> for a push service.</summary>
    public string AuthorizationFor(Uri endpoint)
    {
        var origin = endpoint.GetLeftPart(UriPartial.Authority);
        var now = _wall.GetUtcNow();
        if (!_headers.TryGetValue(origin, out var known) || known.RenewAt <= now)
        {
            var expiresAt = now + Lifetime;
            known = ($"vapid t={Sign(origin, expiresAt)}, k={PublicKey}", expiresAt - RenewedBefore);
            _headers[origin] = known;
        }

        return known.Header;
    }

    /// <summary>Destroys the key.</summary>
    public void Dispose() => _key.Dispose();

    /// <summary>What is signed: header and claims.</summary>
    internal static string Unsigned(string audience, DateTimeOffset expiresAt, string? contact)
    {
        var claims = $$"""{"aud":{{Quote(audience)}},"exp":{{expiresAt.ToUnixTimeSeconds()}}""";
        claims += contact is null ? "}" : $$""","sub":{{Quote(contact)}}}""";
        return $"{Encode(Header)}.{Encode(claims)}";
    }

    private static string Quote(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private string Sign(string audience, DateTimeOffset expiresAt)
    {
        var text = Unsigned(audience, expiresAt, _contact);
        lock (_signing)
        {
            // IEEE P1363 form, r and s one after the other, as RFC 7518, section 3.4 demands.
            return $"{text}.{Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
        }
    }
}

/// <summary>What a push service reads from <c>Authorization</c> (RFC 8292).</summary>
/// <param name="Audience">The service for which the token is.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="Contact">The contact of the sender; <c>null</c> if it is not told.</param>
/// <param name="PublicKey">The key of the sender in base64url, which identifies it.</param>
internal sealed record VapidClaims(string Audience, DateTimeOffset ExpiresAt, string? Contact, string PublicKey)
{
    private const string Scheme = "vapid ";

    /// <summary>Reads a header and checks the signature. Returns <c>false</c> if it is not right.</summary>
    public static bool TryRead(string? header, [NotNullWhen(true)] out VapidClaims? claims)
    {
        claims = null;
        if (header?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true)
        {
            return false;
        }

        var parameters = header[Scheme.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(parameter => parameter.Split('=', 2)).Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0], pair => pair[1].Trim('"'));
        if (parameters["t"].FirstOrDefault()?.Split('.') is not [var head, var body, var signature]
            || parameters["k"].FirstOrDefault() is not { } key)
        {
            return false;
        }

        try
        {
            using var pair = P256.Import(Base64Url.DecodeFromChars(key));
            using var verifier = ECDsa.Create(pair.ExportParameters(includePrivateParameters: false));
            var isSigned = verifier.VerifyData(
                Encoding.ASCII.GetBytes($"{head}.{body}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256);
            using var read = JsonDocument.Parse(Base64Url.DecodeFromChars(body));
            var root = read.RootElement;
            claims = isSigned
                ? new(
                    root.GetProperty("aud").GetString()!,
                    DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("exp").GetInt64()),
                    root.TryGetProperty("sub", out var contact) ? contact.GetString() : null, key)
                : null;
        }
        catch (Exception exception) when (exception
            is CryptographicException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException
            or ArgumentException)
        {
            return false; // Not from a sender that follows RFC 8292.
        }

        return claims is not null;
    }
}
