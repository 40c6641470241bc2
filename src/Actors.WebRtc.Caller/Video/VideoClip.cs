using Actors.WebRtc.Vp8;

namespace Actors.WebRtc.Caller.Video;

/// <summary>A film in VP8 that callers send again and again. Loaded once, for any number of them at a time.</summary>
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
                : throw new FormatException("A frame of this film is not VP8.")),
        ];
        if (_frames.Length == 0 || !_areKeyFrames[0])
        {
            throw new FormatException("This film does not begin with a key frame.");
        }
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>From frame to frame.</summary>
    public TimeSpan FrameTime { get; }

    /// <summary>How many frames it has.</summary>
    public int Count => _frames.Length;

    /// <summary>The longest time from a frame to the next key frame, where the end goes over into the beginning.</summary>
    public TimeSpan LongestWaitForKeyFrame
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
    /// <exception cref="FormatException">It is not an IVF file with VP8 that begins with a key frame.</exception>
    public static VideoClip Read(ReadOnlyMemory<byte> ivf) => new(IvfReader.Read(ivf));

    /// <summary>A frame, by its number from 0.</summary>
    public ReadOnlyMemory<byte> Frame(int index) => _frames[index];

    /// <summary>Whether a frame needs no others before it.</summary>
    public bool IsKeyFrame(int index) => _areKeyFrames[index];

    /// <summary>The next frame; after the last one, the first.</summary>
    public int Next(int index) => (index + 1) % _frames.Length;

    /// <summary>The first key frame at or after a frame; behind the last one, that is the first frame.</summary>
    public int NextKeyFrame(int index)
    {
        while (!_areKeyFrames[index])
        {
            index = Next(index);
        }

        return index;
    }
}
