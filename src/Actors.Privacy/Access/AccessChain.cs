using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Access;

/// <summary>
/// The keyed hash of the access log: HMAC-SHA-256 over every field of an entry and the hash of the one before, under a
/// key derived by HKDF-SHA-256 from a secret that is used for nothing else. Who can write to the database but lacks the
/// key cannot make an entry that fits.
/// </summary>
public sealed class AccessChain : IDisposable
{
    /// <summary>The length of a hash.</summary>
    internal const int HashByteCount = HMACSHA256.HashSizeInBytes;

    private const byte Format = 1;
    private static readonly byte[] Salt = Encoding.ASCII.GetBytes("actors.access-log.1");

    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    /// <summary>Derives the keys; the ring is not needed afterwards.</summary>
    public AccessChain(KeyRing ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        CurrentKey = ring.CurrentId;
        foreach (var id in ring.Ids)
        {
            var key = GC.AllocateUninitializedArray<byte>(SHA256.HashSizeInBytes, pinned: true);
            HKDF.DeriveKey(HashAlgorithmName.SHA256, ring.Secret(id), key, Salt, info: []);
            _keys.Add(id.Text, key);
        }
    }

    /// <summary>The secret for new entries.</summary>
    public KeyId CurrentKey { get; }

    /// <summary>Whether entries under a secret can be checked.</summary>
    internal bool HasKey(string keyId) => _keys.ContainsKey(keyId);

    /// <summary>The hash that belongs to an entry, whatever hash it carries.</summary>
    internal byte[] Hash(AccessLogEntry entry)
    {
        var fields = new ArrayBufferWriter<byte>();
        fields.Write([Format]);
        WriteNumber(fields, entry.Sequence);
        WriteNumber(fields, entry.AtMicroseconds);
        string[] texts = [entry.ActorId, entry.Role, entry.Subject, entry.What, entry.Why, entry.KeyId];
        foreach (var text in texts)
        {
            // The length before every text, so that moving a border between two of them changes the bytes.
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
