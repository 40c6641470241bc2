using System.Buffers.Binary;
using System.Security.Cryptography;
using Actors.Domain.Protection;

namespace Actors.Domain.Plans;

/// <summary>
/// A stream of random numbers that cannot be predicted without the key: HMAC-SHA256 of label, stay, date and a block
/// counter.
/// </summary>
internal ref struct KeyedStream
{
    private const int LabelBytes = 4;
    private readonly PlanKey _key;
    private readonly Span<byte> _message;
    private readonly Span<byte> _block;
    private int _blocks;
    private int _used;

    /// <summary>Starts the stream of one day of a stay.</summary>
    /// <param name="key">The secret.</param>
    /// <param name="stay">The record of the stay.</param>
    /// <param name="day">The local date.</param>
    /// <param name="label">
    /// What is drawn: <see cref="Prompts"/> or <see cref="Calls"/>. Streams of different labels are independent.
    /// </param>
    /// <param name="room">A buffer of <see cref="RoomBytes"/> bytes.</param>
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

    /// <summary>The size of the buffer that a stream needs.</summary>
    public static int RoomBytes => HMACSHA256.HashSizeInBytes + LabelBytes + RecordId.ByteCount + 8;

    /// <summary>The label for prompts.</summary>
    public static ReadOnlySpan<byte> Prompts => "plan"u8;

    /// <summary>The label for calls.</summary>
    public static ReadOnlySpan<byte> Calls => "call"u8;

    /// <summary>Draws a number from 0 to less than <paramref name="count"/>, all equally likely.</summary>
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
