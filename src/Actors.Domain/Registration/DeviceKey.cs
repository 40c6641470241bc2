using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;

namespace Actors.Domain.Registration;

/// <summary>
/// The public key of a phone: ECDSA on the curve P-256. The private key never leaves the phone. The id of a person who
/// registers is drawn from the key, so that a registration that is sent again is the same one.
/// </summary>
[GenerateSerializer, Immutable, Alias("registration.device-key")]
public readonly record struct DeviceKey
{
    /// <summary>The length of the DER form of every key of this kind (RFC 5480, section 2).</summary>
    private const int ByteCount = 91;

    private DeviceKey(string text) => Text = text;

    /// <summary>The SubjectPublicKeyInfo (RFC 5280, section 4.1) in DER, as base64url without padding.</summary>
    [Id(0)]
    public string Text { get; }

    /// <summary>The person who registers with this key: the first 128 bits of the SHA-256 of the DER form.</summary>
    public EntrantId Person => IdOf(Base64Url.DecodeFromChars(Text));

    /// <summary>Takes a key of the form of <see cref="Text"/>; <c>false</c> for any other text or kind of key.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out DeviceKey key)
    {
        key = default;
        if (text is null || text.Length != Base64Url.GetEncodedLength(ByteCount) || !Base64Url.IsValid(text))
        {
            return false;
        }

        try
        {
            using var imported = Import(text);
            if (imported.ExportParameters(includePrivateParameters: false).Curve.Oid.Value
                    != ECCurve.NamedCurves.nistP256.Oid.Value
                || Base64Url.EncodeToString(imported.ExportSubjectPublicKeyInfo()) != text)
            {
                return false; // Another curve, or another encoding of the same key.
            }
        }
        catch (CryptographicException)
        {
            return false;
        }

        key = new(text);
        return true;
    }

    /// <summary>Takes a key from storage, which <see cref="TryParse"/> checked before it was stored.</summary>
    public static DeviceKey FromStored(string text) => new(text);

    /// <summary>Returns <see cref="Text"/>: a public key is no secret.</summary>
    public override string ToString() => Text ?? "";

    /// <summary>The id of a companion: the same whenever the carer sends the same command again.</summary>
    /// <param name="carer">The carer.</param>
    /// <param name="number">A number that the phone of the carer draws for the companion.</param>
    public static EntrantId CompanionOf(EntrantId carer, ulong number) =>
        IdOf(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"companion\n{carer}\n{number:x16}")));

    /// <summary>The id of a stay: the same whenever it is begun again.</summary>
    /// <param name="person">The person.</param>
    /// <param name="number">The number of the stay among those of the person, from 1.</param>
    public static StayId StayOf(EntrantId person, int number) =>
        new(IdOf(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"stay\n{person}\n{number}"))).Record);

    /// <summary>Whether the phone with this key signed a request.</summary>
    public bool HasSigned(SignedRequest request)
    {
        Span<byte> signature = stackalloc byte[SignedRequest.SignatureByteCount];
        if (request.Signature.Length != Base64Url.GetEncodedLength(SignedRequest.SignatureByteCount)
            || Base64Url.DecodeFromChars(request.Signature, signature, out _, out var length) != OperationStatus.Done
            || length != SignedRequest.SignatureByteCount)
        {
            return false;
        }

        using var key = Import(Text);
        return key.VerifyData(
            Encoding.UTF8.GetBytes(request.Content), signature, HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static EntrantId IdOf(ReadOnlySpan<byte> bytes) =>
        new(new RecordId(new Guid(SHA256.HashData(bytes).AsSpan(0, RecordId.ByteCount), bigEndian: true)));

    private static ECDsa Import(string text)
    {
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Base64Url.DecodeFromChars(text), out _);
        return key;
    }
}

/// <summary>
/// A request that a phone signed with its key. Each signature is good once: a phone signs with a later time than before.
/// </summary>
/// <param name="Action">What is asked: method and path, such as <c>POST /registration/corrections</c>.</param>
/// <param name="Person">The person for whom the phone speaks.</param>
/// <param name="SignedAt">When, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="BodyHash">The SHA-256 of the body as base64url without padding.</param>
/// <param name="Signature">ECDSA with SHA-256 over <see cref="Content"/>: r and s, 32 bytes each, as base64url.</param>
[GenerateSerializer, Immutable, Alias("registration.signed-request")]
public sealed record SignedRequest(
    [property: Id(0)] string Action,
    [property: Id(1)] EntrantId Person,
    [property: Id(2)] long SignedAt,
    [property: Id(3)] string BodyHash,
    [property: Id(4)] string Signature)
{
    /// <summary>The length of a signature in bytes (IEEE P1363, as browsers sign).</summary>
    public const int SignatureByteCount = 64;

    /// <summary>What is signed, in UTF-8: five lines, each ended by a line feed.</summary>
    public string Content => string.Create(
        CultureInfo.InvariantCulture, $"actors-device-1\n{Action}\n{Person}\n{SignedAt}\n{BodyHash}\n");

    /// <summary>The hash of a body.</summary>
    public static string HashOf(ReadOnlySpan<byte> body) => Base64Url.EncodeToString(SHA256.HashData(body));
}
