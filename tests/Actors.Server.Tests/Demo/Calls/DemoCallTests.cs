using Actors.Client.Simulated;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Programmes;
using Actors.Grains.Calls;
using Actors.Server.Board;
using Actors.Server.Demo;
using Actors.Server.Demo.Calls;
using Actors.Server.Tests.Phones;
using Actors.Testing;
using Actors.Testing.Media;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Server.Tests.Demo.Calls;

public sealed class DemoCallTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CallScript.Passes, CallOutcome.Passed)]
    [InlineData(CallScript.Fails, CallOutcome.CallBack)]
    [InlineData(CallScript.AsksForStaff, CallOutcome.CallBack)]
    [InlineData(CallScript.Declines, CallOutcome.Withdrawn)]
    public async Task Without_films_the_verdict_is_scripted_and_the_board_says_so(object script, CallOutcome outcome)
    {
        using var empty = new TempFolder();
        var (ended, notes) = await CallAsync((CallScript)script, empty.Path);
        Assert.Equal((outcome, "without pictures: the verdicts are scripted"), (ended, notes.Calls));
    }

    [Fact]
    public async Task Films_pass_by_the_real_media_and_the_real_analysis()
    {
        var passing = TestMedia.Ivf("passing");
        using var folder = new TempFolder();
        foreach (var name in (string[])["passing", "frozen"])
        {
            File.Copy(passing, folder.File($"{name}.ivf"));
        }

        var (ended, notes) = await CallAsync(CallScript.Passes, folder.Path);
        Assert.Equal((CallOutcome.Passed, "people show test films"), (ended, notes.Calls));
    }

    private static async Task<(CallOutcome? Outcome, BoardNotes Notes)> CallAsync(CallScript script, string films)
    {
        await using var server = ListeningServer.Start();
        var guest = (await server.EnrolAsync())[0];
        var (hurried, notes) = (new HurriedTime(), new BoardNotes());
        await using var cameras = new DemoCameras(
            new() { Films = films }, TimeProvider.System, notes, NullLogger<DemoCameras>.Instance);
        var clock = new FollowedClock(TimeProvider.System);
        await using var schedule = new PhoneSchedule(clock, TimeProvider.System);
        var world = new PhoneWorld { Options = server.ClientOptions, Clock = clock, Schedule = schedule, Wall = hurried };
        var person = new DemoPerson(guest.Person, guest.Token, ProgrammeId.Parse("japan-2021"), default, 0, default);
        var grains = server.Services.GetRequiredService<IGrainFactory>();

        await using var call = new DemoCall(person, (35.6, 139.7), script, world, cameras, grains, NullLogger.Instance);
        await call.WhenOverAsync().WaitAsync(Cancelled);

        return ((await grains.GetGrain<ICallGrain>(guest.Person).ReadAsync())?.Outcome, notes);
    }

    /// <summary>People who react at once: waits of up to a minute end immediately.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime < TimeSpan.FromMinutes(1) ? TimeSpan.Zero : dueTime, period);
    }
}
