using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Client;

/// <summary>
/// The key pair of a phone (ECDSA, P-256, SHA-256). The private key stays on the phone; the server knows the public one. Keep
/// <see cref="Export"/> where other apps cannot read it.
/// </summary>
public sealed class PhoneKey : IDisposable
{
    private const int IdBytes = 16;

    private readonly ECDsa _key;

    private PhoneKey(ECDsa key)
    {
        _key = key;
        var der = key.ExportSubjectPublicKeyInfo();
        PublicKey = Base64Url.EncodeToString(der);
        Person = Convert.ToHexStringLower(SHA256.HashData(der).AsSpan(0, IdBytes));
    }

    /// <summary>The public key: SubjectPublicKeyInfo in DER as base64url.</summary>
    public string PublicKey { get; }

    /// <summary>The id of the person who registers with this key: the first half of the SHA-256 of the public key.</summary>
    public string Person { get; }

    /// <summary>Makes a key pair.</summary>
    public static PhoneKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads what <see cref="Export"/> returned.</summary>
    /// <exception cref="CryptographicException">The bytes are something else.</exception>
    public static PhoneKey Import(ReadOnlySpan<byte> bytes)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(bytes, out _);
        return new(key);
    }

    /// <summary>The key pair as PKCS #8, unencrypted.</summary>
    public byte[] Export() => _key.ExportPkcs8PrivateKey();

    /// <summary>Signs a request.</summary>
    /// <param name="action">Method and path, such as <c>POST /registration/tokens</c>.</param>
    /// <param name="person">For whom the phone speaks.</param>
    /// <param name="signedAt">When, in milliseconds since 1970-01-01 UTC; later than that of the signature before.</param>
    /// <param name="body">The body.</param>
    /// <returns>The signature as base64url.</returns>
    public string Sign(string action, string person, long signedAt, ReadOnlySpan<byte> body)
    {
        var hash = Base64Url.EncodeToString(SHA256.HashData(body));
        var content = string.Create(
            CultureInfo.InvariantCulture, $"actors-device-1\n{action}\n{person}\n{signedAt}\n{hash}\n");
        return Base64Url.EncodeToString(_key.SignData(
            Encoding.UTF8.GetBytes(content), HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    /// <summary>Deletes the key from memory.</summary>
    public void Dispose() => _key.Dispose();

    /// <summary>The id of the person, never the key.</summary>
    public override string ToString() => Person;
}
