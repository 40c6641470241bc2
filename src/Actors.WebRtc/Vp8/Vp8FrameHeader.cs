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

    /// <summary>Bytes that every frame begins with.</summary>
    internal const int TagLength = 3;

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

        var version = frame[0] >> 1 & 7;
        if (version > HighestVersion || IsInterFrame(frame))
        {
            return version <= HighestVersion;
        }

        // The size of the first partition must fit into the frame, or a decoder would read what is not there.
        var firstPartition = frame[0] >> 5 | frame[1] << 3 | frame[2] << 11;
        if (firstPartition > frame.Length - KeyFrameLength || !TryReadSize(frame, out var width, out var height))
        {
            return false;
        }

        header = new(true, width, height);
        return true;
    }

    /// <summary>Whether a frame is one that needs others before it.</summary>
    /// <param name="frame">At least one byte.</param>
    internal static bool IsInterFrame(ReadOnlySpan<byte> frame) => (frame[0] & 1) != 0;

    /// <summary>Reads what follows the tag of a key frame: start code and size; false when it is something else.</summary>
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
