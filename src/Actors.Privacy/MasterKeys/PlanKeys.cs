using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Programmes;
using Actors.Domain.Prompts;

namespace Actors.Privacy.MasterKeys;

/// <summary>
/// Derives the plan keys of all programmes from one secret: HKDF-SHA256 (RFC 5869) without salt, with the info
/// <c>actors plan v1|</c> and the id of the programme.
/// </summary>
public sealed class PlanKeys : IPlanKeys, IDisposable
{
    private const string Info = "actors plan v1|";

    private readonly ConcurrentDictionary<ProgrammeId, PlanKey> _keys = new();
    private readonly byte[] _secret;
    private readonly Func<ProgrammeId, PlanKey> _derive;

    /// <summary>Copies the secret.</summary>
    /// <exception cref="ArgumentException">It does not have <see cref="PlanKey.ByteCount"/> bytes.</exception>
    public PlanKeys(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != PlanKey.ByteCount)
        {
            throw new ArgumentException(
                $"The secret behind plans has {PlanKey.ByteCount} bytes, not {secret.Length}.", nameof(secret));
        }

        // Pinned, so that the garbage collector does not leave copies when it moves memory.
        _secret = GC.AllocateUninitializedArray<byte>(PlanKey.ByteCount, pinned: true);
        secret.CopyTo(_secret);
        _derive = Derive;
    }

    /// <inheritdoc/>
    public PlanKey For(ProgrammeId programme) => programme.Value is null
        ? throw new ArgumentException("The id names no programme.", nameof(programme))
        : _keys.GetOrAdd(programme, _derive);

    /// <summary>Zeroes the secret.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_secret);

    private PlanKey Derive(ProgrammeId programme)
    {
        Span<byte> derived = stackalloc byte[PlanKey.ByteCount];
        try
        {
            HKDF.DeriveKey(HashAlgorithmName.SHA256, _secret, derived, salt: [], Encoding.ASCII.GetBytes(Info + programme.Value));
            return new PlanKey(derived);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(derived);
        }
    }
}
