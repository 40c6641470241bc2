using System.Security.Cryptography;
using System.Text;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Lookup;

/// <summary>
/// Computes blind indexes: HMAC-SHA-256 under a separate key for every purpose, derived by HKDF-SHA-256 (RFC 5869) from a
/// secret that has no other use.
/// </summary>
public sealed class BlindIndexer : IDisposable
{
    private static readonly byte[] Salt = Encoding.ASCII.GetBytes("actors.blind-index.1");

    private readonly Dictionary<(KeyId Key, BlindIndexPurpose Purpose), byte[]> _keys = [];

    /// <summary>Derives the keys. The ring is not needed afterwards.</summary>
    public BlindIndexer(KeyRing ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        Keys = ring.Ids;
        foreach (var id in ring.Ids)
        {
            foreach (var purpose in Enum.GetValues<BlindIndexPurpose>())
            {
                var key = GC.AllocateUninitializedArray<byte>(SHA256.HashSizeInBytes, pinned: true);
                // By number, so that a purpose can be renamed.
                HKDF.DeriveKey(HashAlgorithmName.SHA256, ring.Secret(id), key, Salt, info: [(byte)purpose]);
                _keys.Add((id, purpose), key);
            }
        }
    }

    /// <summary>The ids of the secrets, the current one first.</summary>
    public IReadOnlyList<KeyId> Keys { get; }

    /// <summary>Computes the value to store, under the current secret.</summary>
    public BlindIndex Compute(BlindTerm term) => Compute(term, Keys[0]);

    /// <summary>
    /// Computes the values to search for, under every secret, because records have values of two secrets during a
    /// replacement.
    /// </summary>
    public IReadOnlyList<BlindIndex> Candidates(BlindTerm term) => [.. Keys.Select(key => Compute(term, key))];

    /// <summary>Zeroes the keys.</summary>
    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }

        _keys.Clear();
    }

    private BlindIndex Compute(BlindTerm term, KeyId id)
    {
        ArgumentNullException.ThrowIfNull(term);
        ObjectDisposedException.ThrowIf(_keys.Count == 0, this);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_keys[(id, term.Purpose)], term.Bytes, hash);
        return new BlindIndex(term.Purpose, id, hash[..BlindIndex.ByteCount].ToArray());
    }
}
