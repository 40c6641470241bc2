using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Server.Tests.Staff.SignIn;

/// <summary>
/// A device that makes and uses one passkey (WebAuthn level 3): a key of P-256, no attestation, and a counter of signatures.
/// </summary>
internal sealed class VirtualAuthenticator(string origin) : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte HasCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(16);
    private string? _user;

    /// <summary>The counter of the last signature; a test may set it back.</summary>
    public uint SignCount { get; set; }

    /// <summary>Whether the device checked finger or PIN.</summary>
    public bool VerifiesUser { get; set; } = true;

    /// <summary>Answers <c>navigator.credentials.create</c> (section 6.3.2).</summary>
    public JsonNode Create(string options)
    {
        var asked = JsonNode.Parse(options)!;
        _user = (string)asked["user"]!["id"]!;
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!];
        byte[] data =
        [
            .. Head((string)asked["rp"]!["id"]!, HasCredential), .. new byte[16], 0, (byte)_id.Length, .. _id, .. cose,
        ];
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58,
            checked((byte)data.Length), .. data,
        ];
        return Credential(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(ClientData("webauthn.create", asked)),
            ["attestationObject"] = Base64Url.EncodeToString(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers <c>navigator.credentials.get</c> (section 6.3.3).</summary>
    public JsonNode Get(string options)
    {
        var asked = JsonNode.Parse(options)!;
        var client = ClientData("webauthn.get", asked);
        var data = Head((string)asked["rpId"]!, 0);
        var signature = _key.SignData(
            [.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new()
        {
            ["clientDataJSON"] = Base64Url.EncodeToString(client),
            ["authenticatorData"] = Base64Url.EncodeToString(data),
            ["signature"] = Base64Url.EncodeToString(signature),
            ["userHandle"] = _user,
        });
    }

    public void Dispose() => _key.Dispose();

    private JsonObject Credential(JsonObject response) => new()
    {
        ["id"] = Base64Url.EncodeToString(_id),
        ["rawId"] = Base64Url.EncodeToString(_id),
        ["type"] = "public-key",
        ["authenticatorAttachment"] = "platform",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    };

    private byte[] Head(string domain, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++SignCount);
        var user = VerifiesUser ? UserVerified : (byte)0;
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), (byte)(UserPresent | user | flags), .. count];
    }

    private byte[] ClientData(string type, JsonNode asked) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type,
        challenge = (string)asked["challenge"]!,
        origin,
        crossOrigin = false,
    });
}
