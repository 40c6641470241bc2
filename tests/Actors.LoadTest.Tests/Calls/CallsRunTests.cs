using Actors.LoadTest.Calls;
using Actors.Testing.Media;

namespace Actors.LoadTest.Tests.Calls;

public sealed class CallsRunTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_has_the_verdict_of_its_film_and_only_those_pass_that_should()
    {
        await using var server = await CallServer.StartAsync();
        string[] films =
            ["passing", "passing-360x640", "passing-narrow-room", "no-face", "white-wall-360x640", "mask-360x640"];
        var reports = await Task.WhenAll(films.Select(film => CallAsync(server, film)));

        Assert.All(reports[..3], report => Assert.Equal((2, 0, 0, 0), Verdicts(report)));
        Assert.Equal((0, 2, 0, 2), Verdicts(reports[3]));
        Assert.All(reports[4..], report => Assert.Equal((0, 0, 2, 2), Verdicts(report)));
        Assert.All(reports, report =>
        {
            Assert.Equal((2, 2, 0), (report.Calls, report.Connected, report.WithoutVerdict));
            Assert.True(report.IsClean);
            Assert.InRange(report.SetupP50Ms, 1, report.SetupP95Ms);
            Assert.InRange(report.FramesAnalysedPerCallS, 0.5, 100);
        });
    }

    private static (int Passed, int Failed, int Unknown, int Escalated) Verdicts(CallsReport report) =>
        (report.Passed, report.Failed, report.Unknown, report.Escalated);

    private static async Task<CallsReport> CallAsync(CallServer server, string film)
    {
        var options = new CallsOptions
        {
            Concurrent = 2,
            Total = 2,
            Video = TestMedia.Ivf(film),
            Timeout = TimeSpan.FromMinutes(3),
        };
        var clip = await CameraFilm.ReadAsync(options.Video, Cancelled);
        return await new CallsRun(options, clip, server.Control, server.Address, () => null, TimeProvider.System)
            .RunAsync(_ => { }, Cancelled);
    }
}
