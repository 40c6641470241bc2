using System.Diagnostics;
using Actors.LoadTest.Calls;
using Actors.Testing;
using Actors.Testing.Media;

namespace Actors.LoadTest.Tests.Calls;

public sealed class CameraFilmTests : IDisposable
{
    private const int Seconds = 3;
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_film_with_enough_key_frames_is_used_unchanged()
    {
        var bytes = await File.ReadAllBytesAsync(TestMedia.Ivf("passing"), Cancelled);
        var film = await CameraFilm.ReadAsync(TestMedia.Ivf("passing"), Cancelled);
        Assert.Equal(0.5, film.MaxKeyFrameInterval.TotalSeconds, 3);
        Assert.True(bytes.AsSpan().IndexOf(film.Frame(0).Span) > 0);
    }

    [Theory]
    [InlineData("few.ivf", "-c:v", "libvpx", "-g", "999")]
    [InlineData("other.mp4", "-c:v", "mpeg4")]
    [InlineData("large.ivf", "-c:v", "libvpx", "-g", "999", "-vf", "scale=1280:-2")]
    public async Task Any_other_film_is_converted(string name, params string[] encoding)
    {
        var path = _folder.File(name);
        await EncodeAsync(path, encoding);
        var film = await CameraFilm.ReadAsync(path, Cancelled);
        Assert.Equal((640, 480), (film.Width, film.Height));
        Assert.InRange(film.MaxKeyFrameInterval.TotalSeconds, 0.1, 0.5);
        Assert.InRange((film.Count * film.FrameTime).TotalSeconds, Seconds * 0.95, Seconds * 1.05);
    }

    [Fact]
    public async Task A_file_that_is_no_film_is_refused_by_name()
    {
        var path = _folder.File("words.ivf");
        await File.WriteAllTextAsync(path, "These are words.", Cancelled);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => CameraFilm.ReadAsync(path, Cancelled));
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    private static async Task EncodeAsync(string to, string[] encoding)
    {
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-i", TestMedia.Ivf("passing"), "-t", $"{Seconds}", .. encoding, "-b:v", "600k", to,
        ];
        using var program = Process.Start("ffmpeg", arguments);
        await program.WaitForExitAsync(Cancelled);
        Assert.Equal(0, program.ExitCode);
    }
}
