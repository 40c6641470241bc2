using System.Buffers.Binary;

namespace Actors.WebRtc.Caller.Video;

/// <summary>
/// Reads the frames of an IVF file: a header of 32 bytes, then each frame behind its length and time.
/// </summary>
public sealed class IvfReader
{
    private const int HeaderLength = 32;
    private const int FrameHeaderLength = 12;
    private readonly ReadOnlyMemory<byte> _file;

    private IvfReader(ReadOnlyMemory<byte> file, int width, int height, uint rate, uint scale)
    {
        (_file, Width, Height) = (file, width, height);
        FrameTime = TimeSpan.FromSeconds((double)scale / rate);
        Frames = [.. ReadFrames()];
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>The time between two frames.</summary>
    public TimeSpan FrameTime { get; }

    /// <summary>The frames in order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Frames { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">The file is not IVF with VP8.</exception>
    public static IvfReader Read(ReadOnlyMemory<byte> file)
    {
        var head = file.Span;
        if (head.Length < HeaderLength || !head.StartsWith("DKIF"u8))
        {
            throw new FormatException("Not an IVF file: it does not start with DKIF.");
        }

        if (!head[8..].StartsWith("VP80"u8))
        {
            throw new FormatException("The IVF file does not contain VP8. Make one with ffmpeg -c:v libvpx.");
        }

        var rate = BinaryPrimitives.ReadUInt32LittleEndian(head[16..]);
        var scale = BinaryPrimitives.ReadUInt32LittleEndian(head[20..]);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(head[6..]);
        return rate == 0 || scale == 0 ? throw new FormatException("The IVF file has no frame rate.")
            : length < HeaderLength || length > file.Length ? throw new FormatException("The IVF file ends within its header.")
            : new(
                file[length..],
                BinaryPrimitives.ReadUInt16LittleEndian(head[12..]),
                BinaryPrimitives.ReadUInt16LittleEndian(head[14..]),
                rate,
                scale);
    }

    private IEnumerable<ReadOnlyMemory<byte>> ReadFrames()
    {
        for (var rest = _file; rest.Length >= FrameHeaderLength;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span);
            if (length > rest.Length - FrameHeaderLength)
            {
                throw new FormatException("The IVF file ends within a frame.");
            }

            yield return rest.Slice(FrameHeaderLength, (int)length);
            rest = rest[(FrameHeaderLength + (int)length)..];
        }
    }
}
