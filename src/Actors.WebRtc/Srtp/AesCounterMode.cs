using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Actors.WebRtc.Srtp;

/// <summary>AES in counter mode as SRTP starts it for each packet (RFC 3711, section 4.1.1).</summary>
internal sealed class AesCounterMode : IDisposable
{
    private const int BlockLength = 16;
    private const int BlocksAtOnce = 96;

    // Enough for a packet of a network with the usual MTU; one pair for all sessions that a thread serves.
    [ThreadStatic]
    private static byte[]? Counters;

    [ThreadStatic]
    private static byte[]? KeyStream;

    private readonly Aes _aes;
    private readonly ICryptoTransform _encryptor;
    private readonly byte[] _salt;

    public AesCounterMode(byte[] key, byte[] salt)
    {
        _aes = Aes.Create();
        _aes.SetKey(key);
        // Counter mode is the cipher itself applied to counters: no block depends on another.
        _aes.Mode = CipherMode.ECB;
        _aes.Padding = PaddingMode.None;
        _encryptor = _aes.CreateEncryptor();
        _salt = salt;
    }

    /// <summary>Encrypts or decrypts in place: both mix the same key stream in.</summary>
    public void Apply(Span<byte> data, uint ssrc, ulong index)
    {
        Span<byte> start = stackalloc byte[BlockLength];
        WriteStart(start, ssrc, index);
        var counters = Counters ??= new byte[BlocksAtOnce * BlockLength];
        var keyStream = KeyStream ??= new byte[BlocksAtOnce * BlockLength];
        for (ushort block = 0; !data.IsEmpty; block += BlocksAtOnce)
        {
            var part = Math.Min(data.Length, counters.Length);
            var blocks = (part + BlockLength - 1) / BlockLength;
            WriteCounters(counters, start, block, blocks);
            _encryptor.TransformBlock(counters, 0, blocks * BlockLength, keyStream, 0);
            Mix(data[..part], keyStream);
            data = data[part..];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encryptor.Dispose();
        _aes.Dispose();
        CryptographicOperations.ZeroMemory(_salt);
    }

    /// <summary>The salt, into which stream and index are mixed; the last two bytes count blocks.</summary>
    private void WriteStart(Span<byte> start, uint ssrc, ulong index)
    {
        BinaryPrimitives.WriteUInt32BigEndian(start[4..], ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(start[8..], index << 16);
        start[..4].Clear();
        for (var i = 0; i < _salt.Length; i++)
        {
            start[i] ^= _salt[i];
        }
    }

    private static void WriteCounters(Span<byte> counters, ReadOnlySpan<byte> start, int firstBlock, int blocks)
    {
        for (var block = 0; block < blocks; block++)
        {
            var counter = counters.Slice(block * BlockLength, BlockLength);
            start.CopyTo(counter);
            BinaryPrimitives.WriteUInt16BigEndian(counter[14..], (ushort)(firstBlock + block));
        }
    }

    private static void Mix(Span<byte> data, ReadOnlySpan<byte> keyStream)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(data);
        var keyWords = MemoryMarshal.Cast<byte, ulong>(keyStream);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] ^= keyWords[i];
        }

        for (var i = words.Length * sizeof(ulong); i < data.Length; i++)
        {
            data[i] ^= keyStream[i];
        }
    }
}
