using System.Security.Cryptography;

namespace Actors.WebRtc.Srtp;

/// <summary>The secret of one direction, from which its session keys are derived (RFC 3711, section 3.2.1).</summary>
public sealed class SrtpMasterKey : IDisposable
{
    private readonly byte[] _key;
    private readonly byte[] _salt;

    /// <exception cref="ArgumentException">The lengths are those of no profile.</exception>
    public SrtpMasterKey(ReadOnlySpan<byte> key, ReadOnlySpan<byte> salt)
    {
        if (key.Length != SrtpProfileParameters.KeyLength || salt.Length is not (12 or SrtpProfileParameters.LongestSalt))
        {
            throw new ArgumentException($"A master key of {key.Length} and a salt of {salt.Length} bytes belong to no profile.");
        }

        _key = key.ToArray();
        _salt = salt.ToArray();
    }

    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Key => _key;

    /// <summary>The salt.</summary>
    public ReadOnlySpan<byte> Salt => _salt;

    /// <summary>Overwrites key and salt with zeros.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_key);
        CryptographicOperations.ZeroMemory(_salt);
    }
}
