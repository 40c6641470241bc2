using System.Buffers.Binary;

namespace Actors.WebRtc.Vp8;

/// <summary>How a VP8 frame begins (RFC 6386, section 9.1). It is read before anything is decoded.</summary>
/// <param name="IsKeyFrame">It needs no frame before it.</param>
/// <param name="Width">Of a key frame, in pixels; 0 otherwise.</param>
/// <param name="Height">Of a key frame, in pixels; 0 otherwise.</param>
public readonly record struct Vp8FrameHeader(bool IsKeyFrame, int Width, int Height)
{
    /// <summary>Bytes of the header of a key frame.</summary>
    public const int KeyFrameLength = 10;

    private const int TagLength = 3;
    private const int SizeMask = 0x3FFF; // The two bits above are about scaling for display.
    private const int HighestVersion = 3;

    private static ReadOnlySpan<byte> StartCode => [0x9D, 0x01, 0x2A];

    /// <summary>Reads the header of a frame; false when it is not one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, out Vp8FrameHeader header)
    {
        header = default;
        if (frame.Length < TagLength)
        {
            return false;
        }

        var isInterFrame = (frame[0] & 1) != 0;
        var version = frame[0] >> 1 & 7;
        if (version > HighestVersion || isInterFrame)
        {
            return version <= HighestVersion;
        }

        // The size of the first partition must fit into the frame, or a decoder would read what is not there.
        var firstPartition = frame[0] >> 5 | frame[1] << 3 | frame[2] << 11;
        if (frame.Length < KeyFrameLength
            || !frame.Slice(TagLength, StartCode.Length).SequenceEqual(StartCode)
            || firstPartition > frame.Length - KeyFrameLength)
        {
            return false;
        }

        header = new(
            true,
            BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & SizeMask,
            BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & SizeMask);
        return header is { Width: > 0, Height: > 0 };
    }
}
