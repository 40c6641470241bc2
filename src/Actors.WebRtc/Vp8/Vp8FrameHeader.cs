using System.Buffers.Binary;

namespace Actors.WebRtc.Vp8;

/// <summary>The header of a VP8 frame (RFC 6386, section 9.1), read before anything is decoded.</summary>
/// <param name="IsKeyFrame">Whether the frame is decoded without others.</param>
/// <param name="Width">The width of a key frame in pixels; 0 for other frames.</param>
/// <param name="Height">The height of a key frame in pixels; 0 for other frames.</param>
public readonly record struct Vp8FrameHeader(bool IsKeyFrame, int Width, int Height)
{
    /// <summary>Bytes of a key frame's header.</summary>
    public const int KeyFrameLength = 10;

    /// <summary>Bytes of the tag that every frame starts with.</summary>
    internal const int TagLength = 3;

    private const int SizeMask = 0x3FFF; // The upper two bits only scale the display.
    private const int HighestVersion = 3;

    private static ReadOnlySpan<byte> StartCode => [0x9D, 0x01, 0x2A];

    /// <summary>Reads the header of a frame; false if there is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, out Vp8FrameHeader header)
    {
        header = default;
        if (frame.Length < TagLength)
        {
            return false;
        }

        var version = frame[0] >> 1 & 7;
        if (version > HighestVersion || IsInterFrame(frame))
        {
            return version <= HighestVersion;
        }

        // The first partition must fit into the frame, or a decoder would read beyond it.
        var firstPartition = frame[0] >> 5 | frame[1] << 3 | frame[2] << 11;
        if (firstPartition > frame.Length - KeyFrameLength || !TryReadSize(frame, out var width, out var height))
        {
            return false;
        }

        header = new(true, width, height);
        return true;
    }

    /// <summary>Whether a frame needs others before it.</summary>
    /// <param name="frame">At least one byte.</param>
    internal static bool IsInterFrame(ReadOnlySpan<byte> frame) => (frame[0] & 1) != 0;

    /// <summary>Reads start code and size after the tag of a key frame; false if they are wrong.</summary>
    internal static bool TryReadSize(ReadOnlySpan<byte> frame, out int width, out int height)
    {
        (width, height) = (0, 0);
        if (frame.Length < KeyFrameLength || !frame[TagLength..].StartsWith(StartCode))
        {
            return false;
        }

        width = BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & SizeMask;
        height = BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & SizeMask;
        return width > 0 && height > 0;
    }
}

/// <summary>The payload descriptor before VP8 data (RFC 7741, section 4.2).</summary>
/// <param name="IsStartOfPartition">Whether a partition starts here.</param>
/// <param name="Partition">The index of the partition.</param>
/// <param name="Length">Bytes of the descriptor.</param>
public readonly record struct Vp8PayloadDescriptor(bool IsStartOfPartition, int Partition, int Length)
{
    private const byte Extended = 0x80;
    private const byte Start = 0x10;
    private const byte PictureId = 0x80;
    private const byte LongPictureId = 0x80;
    private const byte PartitionZeroIndex = 0x40;
    private const byte LayerOrKeyIndex = 0x30;

    /// <summary>Whether a frame starts here.</summary>
    public bool IsStartOfFrame => IsStartOfPartition && Partition == 0;

    /// <summary>Reads the descriptor of a payload; false if it is incomplete or no data follow.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out Vp8PayloadDescriptor descriptor)
    {
        descriptor = default;
        if (payload.IsEmpty)
        {
            return false;
        }

        var length = 1;
        if ((payload[0] & Extended) != 0)
        {
            if (payload.Length < 2)
            {
                return false;
            }

            var extension = payload[length++];
            if ((extension & PictureId) != 0)
            {
                if (payload.Length <= length)
                {
                    return false;
                }

                length += (payload[length] & LongPictureId) != 0 ? 2 : 1;
            }

            length += (extension & PartitionZeroIndex) != 0 ? 1 : 0;
            length += (extension & LayerOrKeyIndex) != 0 ? 1 : 0;
        }

        descriptor = new((payload[0] & Start) != 0, payload[0] & 0x07, length);
        return payload.Length > length;
    }
}
