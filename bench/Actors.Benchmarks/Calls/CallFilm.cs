using Actors.Benchmarks.Harness;
using Actors.Testing.Media;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Vp8;

namespace Actors.Benchmarks.Calls;

/// <summary>The film that callers send: a man who looks ahead and turns his head, with two key frames a second.</summary>
internal static class CallFilm
{
    private const string Name = "passing";

    /// <summary>Pictures a second that the server is to look at, and that the film has.</summary>
    public const int KeyFramesPerSecond = 2;

    /// <summary>Where it is.</summary>
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

    /// <summary>Its key frames.</summary>
    /// <exception cref="BenchmarkSkippedException">It cannot be made here.</exception>
    public static byte[][] ReadKeyFrames() =>
    [
        .. IvfReader.Read(File.ReadAllBytes(Find())).Frames
            .Where(frame => Vp8FrameHeader.TryRead(frame.Span, out var header) && header.IsKeyFrame)
            .Select(frame => frame.ToArray()),
    ];
}
