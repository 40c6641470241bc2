using Actors.Domain.Inspection;
using Actors.Domain.Programmes;
using Actors.EndToEnd.Tests.Browsers;
using Actors.Grains.Inspection;
using Actors.Testing.Media;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>The officer at the airport tests the phone, and the person sees how it went (SPEC E9).</summary>
public sealed class PhoneTestsTests
{
    private const int Timeout = 120_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory(Timeout = Timeout)]
    [InlineData("en")]
    [InlineData("ja")]
    public async Task A_phone_that_may_do_everything_passes(string language)
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        var guest = await Guest.RegisterAsync(server, language);
        await using var browser = await Chromium.StartAsync(
            server.Address, new() { AllowsNotifications = true, Film = TestMedia.Mjpeg("passing") });
        var page = browser.Page;
        var app = new PhoneAppPage(server, page, language);
        await guest.PlaceAsync(page);
        var pushes = await Guest.PlacePushAsync(server, page);
        await page.GotoAsync($"{server.Address}app/?language={language}");
        await Assertions.Expect(page.Locator(".code svg")).ToBeVisibleAsync();
        await using var worker = await AppWorker.FindAsync(server.Address, page);
        await page.WaitForFunctionAsync("() => localStorage.getItem('actors.push')");
        var inspection = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IInspectionGrain>(guest.Person);
        Assert.Null(await inspection.StartTestsAsync("officer"));

        await ExpectAsync(page, "location", "done");
        await ExpectAsync(page, "camera", "done");
        var push = await pushes.ReadAsync(Cancelled);
        Assert.Equal("pushTest", push.Kind);
        await worker.DeliverAsync(push);
        await ExpectAsync(page, "message", "done");
        await app.LookAsync("airport-passed");
        await UntilAsync(inspection, CheckItem.PushTest, CheckStanding.Met);
        await UntilAsync(inspection, CheckItem.CameraTest, CheckStanding.Met);
        await UntilAsync(inspection, CheckItem.LocationTest, CheckStanding.Met);
        await app.TapAsync("push.airport-close");
        await Assertions.Expect(page.Locator(".airport")).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_phone_that_is_allowed_nothing_says_what_mends_it_and_is_tested_again()
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        var guest = await Guest.RegisterAsync(server, "en");
        await using var browser = await Chromium.StartAsync(
            server.Address,
            new() { AllowsCamera = false, AllowsLocation = false, Film = TestMedia.Mjpeg("passing") });
        var page = browser.Page;
        var app = new PhoneAppPage(server, page, "en");
        await guest.PlaceAsync(page);
        await page.GotoAsync($"{server.Address}app/?language=en");
        await Assertions.Expect(page.Locator(".code svg")).ToBeVisibleAsync();
        var inspection = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IInspectionGrain>(guest.Person);
        Assert.Null(await inspection.StartTestsAsync("officer"));

        await ExpectAsync(page, "location", "open");
        await ExpectAsync(page, "camera", "open");
        await ExpectAsync(page, "message", "open");
        await Assertions.Expect(page.GetByText(app.Say("inspection.fix.location-denied"))).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText(app.Say("inspection.fix.camera-denied"))).ToBeVisibleAsync();
        await app.LookAsync("airport-refused");
        var location = await UntilAsync(inspection, CheckItem.LocationTest, CheckStanding.Missing);
        Assert.Equal(CheckProblem.LocationDenied, location.Problem);
        var camera = await UntilAsync(inspection, CheckItem.CameraTest, CheckStanding.Missing);
        Assert.Equal(CheckProblem.CameraDenied, camera.Problem);

        // The person allows both in the settings of the phone.
        await page.Context.GrantPermissionsAsync(
            ["camera", "geolocation"], new() { Origin = server.Address.GetLeftPart(UriPartial.Authority) });
        await app.TapAsync("push.airport-again");
        await ExpectAsync(page, "location", "done");
        await ExpectAsync(page, "camera", "done");
        await UntilAsync(inspection, CheckItem.LocationTest, CheckStanding.Met);
        await UntilAsync(inspection, CheckItem.CameraTest, CheckStanding.Met);
    }

    private static Task ExpectAsync(IPage page, string test, string state) =>
        Assertions.Expect(page.Locator($".airport [data-test={test}]")).ToHaveClassAsync(state, new() { Timeout = 20_000 });

    private static async Task<CheckLine> UntilAsync(IInspectionGrain inspection, CheckItem item, CheckStanding standing)
    {
        while (true)
        {
            var line = (await inspection.ReadAsync())!.Checklist.Single(line => line.Item == item);
            if (line.Standing == standing)
            {
                return line;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancelled);
        }
    }
}
