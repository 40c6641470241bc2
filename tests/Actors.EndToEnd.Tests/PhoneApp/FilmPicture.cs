using System.Collections.Immutable;
using Actors.Testing.Media;
using Actors.Vision;
using Actors.Vision.Detectors;
using Actors.Vision.Faces;
using Actors.Vision.Guidance;
using Actors.Vision.Pictures;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>A picture of a film, as a browser and as the server read it.</summary>
/// <param name="Film">The name of the film.</param>
/// <param name="Jpeg">The picture as JPEG.</param>
/// <param name="I420">The same picture as a decoder of video returns it.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
internal sealed record FilmPicture(string Film, byte[] Jpeg, byte[] I420, int Width, int Height)
{
    private static readonly byte[] Start = [0xFF, 0xD8, 0xFF];

    /// <summary>Every so many pictures of a film, from its first.</summary>
    public static IEnumerable<FilmPicture> Load(string film, int width, int height, int every)
    {
        var path = TestMedia.Mjpeg(film);
        var decoded = Ffmpeg.Decode(
        [
            "-f", "mjpeg", "-i", path,
            "-vf", $"select=not(mod(n\\,{every})),scale=out_range=tv:out_color_matrix=bt601", "-fps_mode", "passthrough",
        ]);
        return Split(File.ReadAllBytes(path)).Where((_, index) => index % every == 0)
            .Zip(
                decoded.Chunk(width * height * 3 / 2),
                (jpeg, i420) => new FilmPicture(film, jpeg, i420, width, height));
    }

    /// <summary>What the server sees in this picture, and what it tells the person if it is the first one.</summary>
    public (ImmutableArray<Face> Faces, GuideCode Code) Look(FaceDetectorPool detectors)
    {
        var picture = I420Picture.FromPacked(I420, Width, Height);
        var at = DateTimeOffset.UnixEpoch;
        var seen = new PictureObserver(detectors).Observe(picture, at, out var failure);
        Assert.Null(failure);
        return (seen.Faces, GuideJudgement.Begin(new(), HeadSide.Left, at).Observe(seen).Guidance);
    }

    private static IEnumerable<byte[]> Split(byte[] film)
    {
        var start = 0;
        while (start < film.Length)
        {
            var length = film.AsSpan(start + Start.Length).IndexOf(Start);
            var next = length < 0 ? film.Length : start + Start.Length + length;
            yield return film[start..next];
            start = next;
        }
    }
}
