using Actors.Benchmarks.Harness;
using Actors.Testing.Media;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Vp8;

namespace Actors.Benchmarks.Calls;

/// <summary>The film that callers send: a man looks ahead and turns his head; two key frames a second.</summary>
internal static class CallFilm
{
    private const string Name = "passing";

    /// <summary>Key frames a second, in the film and for the server.</summary>
    public const int KeyFramesPerSecond = 2;

    /// <summary>The path of the film.</summary>
    /// <exception cref="BenchmarkSkippedException">It cannot be made here.</exception>
    public static string Find()
    {
        try
        {
            return TestMedia.Ivf(Name);
        }
        catch (InvalidOperationException exception)
        {
            throw new BenchmarkSkippedException(exception.Message);
        }
    }

    /// <summary>The key frames of the film.</summary>
    /// <exception cref="BenchmarkSkippedException">It cannot be made here.</exception>
    public static byte[][] ReadKeyFrames() =>
    [
        .. IvfReader.Read(File.ReadAllBytes(Find())).Frames
            .Where(frame => Vp8FrameHeader.TryRead(frame.Span, out var header) && header.IsKeyFrame)
            .Select(frame => frame.ToArray()),
    ];
}
