using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Access;

/// <summary>
/// The keyed hash of the access log: HMAC-SHA-256 of every field of an entry and the hash of the previous entry, under a key
/// derived by HKDF-SHA-256 from a secret that has no other use. Without the key, write access to the database is not enough
/// to forge an entry.
/// </summary>
public sealed class AccessChain : IDisposable
{
    /// <summary>The length of a hash in bytes.</summary>
    internal const int HashByteCount = HMACSHA256.HashSizeInBytes;

    private const byte Format = 1;
    private static readonly byte[] Salt = Encoding.ASCII.GetBytes("actors.access-log.1");

    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    /// <summary>Derives the keys. The ring is not needed afterwards.</summary>
    public AccessChain(KeyRing ring)
    {
        CurrentKey = ring.CurrentId;
        foreach (var id in ring.Ids)
        {
            var key = GC.AllocateUninitializedArray<byte>(SHA256.HashSizeInBytes, pinned: true);
            HKDF.DeriveKey(HashAlgorithmName.SHA256, ring.Secret(id), key, Salt, info: []);
            _keys.Add(id.Text, key);
        }
    }

    /// <summary>The id of the secret for new entries.</summary>
    public KeyId CurrentKey { get; }

    /// <summary>Whether the chain has a secret.</summary>
    internal bool HasKey(string keyId) => _keys.ContainsKey(keyId);

    /// <summary>Computes the hash of an entry. Ignores the hash it carries.</summary>
    internal byte[] Hash(AccessLogEntry entry)
    {
        var fields = new ArrayBufferWriter<byte>();
        fields.Write([Format]);
        WriteNumber(fields, entry.Sequence);
        WriteNumber(fields, entry.AtMicroseconds);
        string[] texts = [entry.ActorId, entry.Role, entry.Subject, entry.What, entry.Why, entry.KeyId];
        foreach (var text in texts)
        {
            // Each text follows its length, so that moving a boundary between two texts changes the bytes.
            WriteNumber(fields, Encoding.UTF8.GetByteCount(text));
            Encoding.UTF8.GetBytes(text, fields);
        }

        fields.Write(entry.PreviousHash.Span);
        return HMACSHA256.HashData(_keys[entry.KeyId], fields.WrittenSpan);
    }

    /// <summary>Zeroes the keys.</summary>
    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }

        _keys.Clear();
    }

    private static void WriteNumber(ArrayBufferWriter<byte> fields, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(fields.GetSpan(sizeof(long)), number);
        fields.Advance(sizeof(long));
    }
}
