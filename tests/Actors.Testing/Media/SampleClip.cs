using System.Buffers.Binary;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Vp8;

namespace Actors.Testing.Media;

/// <summary>Films whose frames have a valid header and noise behind it; they are not decoded here.</summary>
public static class SampleClip
{
    public const int Width = 640;
    public const int Height = 480;

    /// <summary>30 frames at 25 a second: a key frame every 15, 9,000 bytes long, and others of 900.</summary>
    public static readonly VideoClip Standard =
        Of(25, 30, index => index % 15 == 0 ? KeyFrame(9_000, index) : InterFrame(900, index));

    /// <summary>Its key frames.</summary>
    public static IEnumerable<byte[]> KeyFrames(VideoClip clip) =>
        Enumerable.Range(0, clip.Count).Where(clip.IsKeyFrame).Select(index => clip.Frame(index).ToArray());

    /// <summary>A film.</summary>
    public static VideoClip Of(int rate, int count, Func<int, byte[]> frame) => VideoClip.Read(File(rate, count, frame));

    /// <summary>A film as a file.</summary>
    public static byte[] File(int rate, int count, Func<int, byte[]> frame)
    {
        var head = new byte[32];
        "DKIF"u8.CopyTo(head);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(6), 32);
        "VP80"u8.CopyTo(head.AsSpan(8));
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(12), Width);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(14), Height);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(16), (uint)rate);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(20), 1);
        var frames = Enumerable.Range(0, count).Select(frame);
        return [.. head, .. frames.SelectMany(bytes => BitConverter.GetBytes(bytes.Length).Concat(new byte[8]).Concat(bytes))];
    }

    public static byte[] KeyFrame(int length, int seed, int width = Width, int height = Height)
    {
        var frame = new byte[Math.Max(length, Vp8FrameHeader.KeyFrameLength)];
        new Random(seed).NextBytes(frame);
        byte[] header =
        [
            0x10, 0, 0, 0x9D, 0x01, 0x2A,
            (byte)(width & 0xFF), (byte)(width >> 8), (byte)(height & 0xFF), (byte)(height >> 8),
        ];
        header.CopyTo(frame, 0);
        return frame;
    }

    public static byte[] InterFrame(int length, int seed)
    {
        var frame = new byte[length];
        new Random(seed).NextBytes(frame);
        frame[0] = 0x31;
        return frame;
    }
}
