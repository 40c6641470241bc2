using Actors.WebRtc.Vp8;

namespace Actors.WebRtc.Caller.Video;

/// <summary>A VP8 film that callers send in a loop. Loaded once for any number of callers.</summary>
public sealed class VideoClip
{
    private readonly ReadOnlyMemory<byte>[] _frames;
    private readonly bool[] _areKeyFrames;

    private VideoClip(IvfReader file)
    {
        (Width, Height, FrameTime) = (file.Width, file.Height, file.FrameTime);
        _frames = [.. file.Frames.Where(frame => !frame.IsEmpty)];
        _areKeyFrames =
        [
            .. _frames.Select(frame => Vp8FrameHeader.TryRead(frame.Span, out var header)
                ? header.IsKeyFrame
                : throw new FormatException("A frame of the film is not VP8.")),
        ];
        if (_frames.Length == 0 || !_areKeyFrames[0])
        {
            throw new FormatException("The film does not start with a key frame.");
        }
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>The time between two frames.</summary>
    public TimeSpan FrameTime { get; }

    /// <summary>The number of frames.</summary>
    public int Count => _frames.Length;

    /// <summary>The longest time from a frame to the next key frame, across the end of the loop.</summary>
    public TimeSpan MaxKeyFrameInterval
    {
        get
        {
            var (longest, last) = (0, 0);
            for (var index = 1; index <= Count; index++)
            {
                if (index == Count || _areKeyFrames[index])
                {
                    (longest, last) = (Math.Max(longest, index - last), index);
                }
            }

            return longest * FrameTime;
        }
    }

    /// <summary>Reads a film.</summary>
    /// <param name="ivf">An IVF file.</param>
    /// <exception cref="FormatException">The file is not IVF with VP8, or does not start with a key frame.</exception>
    public static VideoClip Read(ReadOnlyMemory<byte> ivf) => new(IvfReader.Read(ivf));

    /// <summary>A frame by its index from 0.</summary>
    public ReadOnlyMemory<byte> Frame(int index) => _frames[index];

    /// <summary>Whether a frame is a key frame.</summary>
    public bool IsKeyFrame(int index) => _areKeyFrames[index];

    /// <summary>The index after another; after the last one, 0.</summary>
    public int Next(int index) => (index + 1) % _frames.Length;

    /// <summary>The first key frame at or after a frame, in a loop.</summary>
    public int NextKeyFrame(int index)
    {
        while (!_areKeyFrames[index])
        {
            index = Next(index);
        }

        return index;
    }
}
