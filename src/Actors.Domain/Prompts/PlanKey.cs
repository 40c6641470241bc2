using System.Security.Cryptography;

namespace Actors.Domain.Prompts;

/// <summary>
/// The secret from which the times of prompts and their handles are drawn. With it every prompt can be foreseen.
/// </summary>
public sealed class PlanKey
{
    /// <summary>The length of the secret.</summary>
    public const int ByteCount = 32;

    private readonly byte[] _secret;

    /// <summary>Takes a copy of the secret.</summary>
    /// <exception cref="ArgumentException">It does not have <see cref="ByteCount"/> bytes.</exception>
    public PlanKey(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != ByteCount)
        {
            throw new ArgumentException($"A plan key has {ByteCount} bytes, not {secret.Length}.", nameof(secret));
        }

        _secret = secret.ToArray();
    }

    /// <summary>Says nothing about the secret.</summary>
    public override string ToString() => "plan key";

    /// <summary>HMAC-SHA256 (RFC 2104) of a message: 32 bytes.</summary>
    internal void Authenticate(ReadOnlySpan<byte> message, Span<byte> destination) =>
        HMACSHA256.HashData(_secret, message, destination);
}
