using System.Buffers.Binary;

namespace Actors.WebRtc.Vp8;

/// <summary>
/// Turns a key frame into a picture without encoding it: lossy WebP is a VP8 key frame behind a header (RFC 9649,
/// section 2.5).
/// </summary>
public static class WebPicture
{
    private const int ChunkHeaderLength = 8;
    private const int HeaderLength = 12 + ChunkHeaderLength;

    /// <summary>Makes a WebP file of a key frame.</summary>
    /// <exception cref="ArgumentException">The frame is not a key frame.</exception>
    public static byte[] Of(ReadOnlySpan<byte> keyFrame)
    {
        if (!Vp8FrameHeader.TryRead(keyFrame, out var header) || !header.IsKeyFrame)
        {
            throw new ArgumentException("The frame is not a key frame.", nameof(keyFrame));
        }

        var padded = keyFrame.Length + (keyFrame.Length & 1);
        var picture = new byte[HeaderLength + padded];
        "RIFF"u8.CopyTo(picture);
        BinaryPrimitives.WriteUInt32LittleEndian(picture.AsSpan(4), (uint)(picture.Length - ChunkHeaderLength));
        "WEBPVP8 "u8.CopyTo(picture.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(picture.AsSpan(16), (uint)keyFrame.Length);
        keyFrame.CopyTo(picture.AsSpan(HeaderLength));
        return picture;
    }
}
