using Actors.LoadTest.Calls;
using Actors.Testing.Media;

namespace Actors.LoadTest.Tests.Calls;

public sealed class CallsRunTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("passing", 3, 0)]
    [InlineData("no-face", 0, 3)]
    public async Task Every_call_has_the_verdict_of_its_film(string film, int passed, int failed)
    {
        await using var server = await CallServer.StartAsync();
        var options = new CallsOptions
        {
            Concurrent = 3,
            Total = 3,
            Video = TestMedia.Ivf(film),
            Timeout = TimeSpan.FromMinutes(3),
        };
        var clip = await CameraFilm.ReadAsync(options.Video, Cancelled);
        var report = await new CallsRun(options, clip, server.Control, server.Address, () => null, TimeProvider.System)
            .RunAsync(_ => { }, Cancelled);

        Assert.Equal(
            (3, 3, passed, failed, failed, 0, 0),
            (report.Calls, report.Connected, report.Passed, report.Failed, report.Escalated, report.Unknown,
                report.WithoutVerdict));
        Assert.True(report.IsClean);
        Assert.InRange(report.SetupP50Ms, 1, report.SetupP95Ms);
        Assert.InRange(report.FramesAnalysedPerCallS, 0.5, 10);
    }
}
