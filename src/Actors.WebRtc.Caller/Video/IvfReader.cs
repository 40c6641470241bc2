using System.Buffers.Binary;

namespace Actors.WebRtc.Caller.Video;

/// <summary>
/// Reads the frames of an IVF file: 32 bytes of header, then every frame behind its length and its time.
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

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>From frame to frame.</summary>
    public TimeSpan FrameTime { get; }

    /// <summary>The frames, in their order.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Frames { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FormatException">It is not an IVF file with VP8.</exception>
    public static IvfReader Read(ReadOnlyMemory<byte> file)
    {
        var head = file.Span;
        if (head.Length < HeaderLength || !head.StartsWith("DKIF"u8))
        {
            throw new FormatException("This is not an IVF file: it does not begin with DKIF.");
        }

        if (!head[8..].StartsWith("VP80"u8))
        {
            throw new FormatException("This IVF file does not hold VP8. Make one with ffmpeg -c:v libvpx.");
        }

        var rate = BinaryPrimitives.ReadUInt32LittleEndian(head[16..]);
        var scale = BinaryPrimitives.ReadUInt32LittleEndian(head[20..]);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(head[6..]);
        return rate == 0 || scale == 0 ? throw new FormatException("This IVF file does not say how many frames a second has.")
            : length < HeaderLength || length > file.Length ? throw new FormatException("This IVF file ends within its header.")
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
                throw new FormatException("This IVF file ends within a frame.");
            }

            yield return rest.Slice(FrameHeaderLength, (int)length);
            rest = rest[(FrameHeaderLength + (int)length)..];
        }
    }
}
