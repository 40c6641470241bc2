using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Actors.Domain.Programmes;

namespace Actors.Domain.Plans;

/// <summary>
/// The secret from which the times of prompts and calls and the handles of prompts are derived. Its holder can predict
/// every prompt.
/// </summary>
public sealed class PlanKey
{
    /// <summary>The length of the secret in bytes.</summary>
    public const int ByteCount = 32;

    private readonly byte[] _secret;

    /// <summary>Copies the secret.</summary>
    /// <exception cref="ArgumentException">It does not have <see cref="ByteCount"/> bytes.</exception>
    public PlanKey(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != ByteCount)
        {
            throw new ArgumentException($"A plan key has {ByteCount} bytes, not {secret.Length}.", nameof(secret));
        }

        _secret = secret.ToArray();
    }

    /// <summary>Returns a fixed text.</summary>
    public override string ToString() => "plan key";

    /// <summary>Computes the HMAC-SHA256 (RFC 2104) of a message: 32 bytes.</summary>
    internal void Authenticate(ReadOnlySpan<byte> message, Span<byte> destination) =>
        HMACSHA256.HashData(_secret, message, destination);
}

/// <summary>The plan keys, one for each programme.</summary>
public interface IPlanKeys
{
    /// <summary>Returns the key of a programme, which never changes.</summary>
    /// <exception cref="ArgumentException">The id names no programme.</exception>
    [SuppressMessage("Naming", "CA1716", Justification = "Visual Basic has such a word; nothing here is called from it.")]
    PlanKey For(ProgrammeId programme);
}
