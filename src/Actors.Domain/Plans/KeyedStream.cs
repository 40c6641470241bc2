using System.Buffers.Binary;
using System.Security.Cryptography;
using Actors.Domain.Protection;

namespace Actors.Domain.Plans;

/// <summary>
/// Numbers that only the holder of the key can foresee: HMAC-SHA256 of stay, date and a counter, block after block.
/// </summary>
internal ref struct KeyedStream
{
    private const int LabelBytes = 4;
    private readonly PlanKey _key;
    private readonly Span<byte> _message;
    private readonly Span<byte> _block;
    private int _blocks;
    private int _used;

    /// <summary>Begins the stream of one day of a stay.</summary>
    /// <param name="key">The secret.</param>
    /// <param name="stay">The stay.</param>
    /// <param name="day">The local date.</param>
    /// <param name="label">What is drawn: <see cref="Prompts"/> or <see cref="Calls"/>. Streams of different labels say
    /// nothing of each other.</param>
    /// <param name="room"><see cref="RoomBytes"/> bytes to work in.</param>
    public KeyedStream(PlanKey key, RecordId stay, DateOnly day, ReadOnlySpan<byte> label, Span<byte> room)
    {
        _key = key;
        _block = room[..HMACSHA256.HashSizeInBytes];
        _message = room[HMACSHA256.HashSizeInBytes..RoomBytes];
        _used = _block.Length;
        label.CopyTo(_message);
        stay.WriteTo(_message[LabelBytes..]);
        BinaryPrimitives.WriteInt32BigEndian(_message[^8..], day.DayNumber);
    }

    /// <summary>How much room a stream needs.</summary>
    public static int RoomBytes => HMACSHA256.HashSizeInBytes + LabelBytes + RecordId.ByteCount + 8;

    /// <summary>For the prompts of the day.</summary>
    public static ReadOnlySpan<byte> Prompts => "plan"u8;

    /// <summary>For the calls of the day.</summary>
    public static ReadOnlySpan<byte> Calls => "call"u8;

    /// <summary>A number from 0 up to and without <paramref name="count"/>, each as likely as any other.</summary>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var fair = (1L << 32) / count * count;
        uint drawn;
        do
        {
            drawn = Next();
        }
        while (drawn >= fair);

        return (int)(drawn % (uint)count);
    }

    private uint Next()
    {
        if (_used == _block.Length)
        {
            BinaryPrimitives.WriteInt32BigEndian(_message[^4..], _blocks++);
            _key.Authenticate(_message, _block);
            _used = 0;
        }

        _used += sizeof(uint);
        return BinaryPrimitives.ReadUInt32BigEndian(_block[(_used - sizeof(uint))..]);
    }
}
