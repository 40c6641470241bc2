namespace Actors.WebRtc.Srtp;

/// <summary>
/// What both sides of a call agreed on. A session copies what it needs: dispose of the keys as soon as there is one.
/// </summary>
/// <param name="Profile">How media are protected.</param>
/// <param name="Local">Protects what we send.</param>
/// <param name="Remote">Protects what we receive.</param>
public sealed record SrtpKeys(SrtpProfile Profile, SrtpMasterKey Local, SrtpMasterKey Remote) : IDisposable
{
    /// <summary>
    /// Takes apart what DTLS exported: key of the client, key of the server, salt of the client, salt of the server
    /// (RFC 5764, section 4.2).
    /// </summary>
    /// <exception cref="ArgumentException">The material has not the length that the profile asks for.</exception>
    public static SrtpKeys FromKeyingMaterial(SrtpProfile profile, ReadOnlySpan<byte> material, bool isClient)
    {
        if (material.Length != profile.KeyingMaterialLength())
        {
            throw new ArgumentException($"{material.Length} bytes of keying material for {profile}.");
        }

        const int key = SrtpProfileParameters.KeyLength;
        var salts = material[(2 * key)..];
        var salt = profile.SaltLength();
        var client = new SrtpMasterKey(material[..key], salts[..salt]);
        var server = new SrtpMasterKey(material.Slice(key, key), salts[salt..]);
        return isClient ? new(profile, client, server) : new(profile, server, client);
    }

    /// <summary>Overwrites the secrets with zeros.</summary>
    public void Dispose()
    {
        Local.Dispose();
        Remote.Dispose();
    }
}
