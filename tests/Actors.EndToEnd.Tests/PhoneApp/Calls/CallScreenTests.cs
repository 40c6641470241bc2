using Actors.EndToEnd.Tests.Browsers;
using Actors.EndToEnd.Tests.Interop;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;

namespace Actors.EndToEnd.Tests.PhoneApp.Calls;

/// <summary>Calls in the app when something goes wrong or is not allowed.</summary>
public sealed class CallScreenTests
{
    private const int Timeout = 120_000;

    [Theory(Timeout = Timeout)]
    [InlineData("ja")]
    [InlineData("zh-Hans")]
    [InlineData("vi")]
    [InlineData("pt")]
    [InlineData("ne")]
    public async Task Every_word_is_in_the_language_of_the_person(string tag)
    {
        var language = Language.Parse(tag);
        await using var run = await CallRun.StartAsync("no-face");
        await run.Page.OpenAsync(tag, isCalled: false);
        await run.Page.TapAsync("app.call-me");
        await run.Page.UntilStageAsync("ringing");
        Assert.Contains(Text(CallTexts.RingTitle), await run.Page.TextAsync(), StringComparison.Ordinal);
        await run.Page.TapAsync("call.page.answer");
        await run.Page.UntilAsync("page.codes.includes('no-face')");
        Assert.Contains(Text(GuideTexts.NoFace), await run.Page.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(tag, (string?)await run.Browser.EvaluateAsync("document.documentElement.lang"));

        string Text(TextKey key) => Catalogue.Default.Format(language, key);
    }

    [Fact(Timeout = Timeout)]
    public async Task Camera_that_is_denied_is_explained_and_a_person_can_be_asked_for()
    {
        await using var run = await CallRun.StartAsync("passing", new ChromiumOptions { AllowsCamera = false });
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.alerts.length > 0");
        Assert.Contains("allow the camera", await run.Page.TextAsync(), StringComparison.Ordinal);
        await run.Page.TapAsync("call.page.ask-person");
        await run.Page.UntilStageAsync("queued");
    }

    [Fact(Timeout = Timeout)]
    public async Task Phone_without_a_camera_is_told_so()
    {
        await using var run = await CallRun.StartAsync(film: null);
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.alerts.length > 0");
        Assert.Contains("No camera was found", await run.Page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_caller_without_a_position_speaks_to_staff_and_is_not_blamed()
    {
        await using var run = await CallRun.StartAsync("passing");
        await run.Page.OpenAsync("en", isCalled: false);
        await run.Browser.Page.Context.ClearPermissionsAsync();
        await run.Browser.Page.Context.GrantPermissionsAsync(["camera"]);
        await run.Page.AnswerAsync();
        await run.Page.UntilStageAsync("queued", "ended");
        var seen = await run.Page.SeenAsync();
        Assert.Equal("queued", (string?)seen["stage"]);
        Assert.Equal("passed", (string?)seen["persons"]![0]);
        Assert.Equal("false", (string?)seen["isPlaceKnown"]);
        Assert.Contains("Position: not received", await run.Page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Call_goes_on_when_the_hub_is_lost()
    {
        await using var run = await CallRun.StartAsync("passing");
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.codes.length >= 1 && page.video === 'connected'");
        run.CutHub();
        await run.Page.UntilAsync("page.banners.length === 1");
        await run.Page.UntilStageAsync("ended", "queued", "waiting");
        var seen = await run.Page.SeenAsync();
        Assert.Equal("passed", (string?)seen["outcome"]);
        Assert.Equal(1, (int)seen["answers"]!);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_call_goes_on_when_the_page_is_reloaded()
    {
        await using var run = await CallRun.StartAsync("passing");
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.codes.length >= 1 && page.video === 'connected'");
        await run.Browser.Page.ReloadAsync();
        await run.Page.UntilStageAsync("ended", "queued");
        var seen = await run.Page.SeenAsync();
        Assert.True((string?)seen["outcome"] == "passed", seen.ToJsonString());
        Assert.Equal(1, (int)seen["answers"]!);
    }

    [Fact(Timeout = Timeout)]
    public async Task Call_goes_on_when_the_network_is_another_one()
    {
        await using var run = await CallRun.StartAsync("passing");
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.codes.length >= 1 && page.video === 'connected'");
        var before = await run.Page.SeenAsync();
        await run.Browser.EvaluateAsync("window.dispatchEvent(new Event('online'))");
        await run.Page.UntilAsync("page.restarts === 1");
        await run.Page.UntilStageAsync("ended", "queued", "waiting");
        var seen = await run.Page.SeenAsync();
        Assert.Equal("passed", (string?)seen["outcome"]);
        Assert.Equal(1, (int)seen["answers"]!);
        Assert.Equal(0, (int)seen["inboundRtpPackets"]!);
        Assert.Equal((string?)before["answer"], (string?)seen["answer"]);
    }

    [Fact(Timeout = Timeout)]
    public async Task The_notification_of_a_call_answers_it()
    {
        await using var run = await CallRun.StartAsync("no-face");
        await run.Page.OpenAsync("en", isCalled: false);
        await run.Page.TapAsync("app.call-me");
        await run.Page.UntilStageAsync("ringing");
        await run.Browser.EvaluateAsync("location.hash = '/answer'"); // What the worker opens.
        await run.Page.UntilAsync("page.codes.includes('no-face')");
    }

    [Fact(Timeout = Timeout)]
    public async Task A_person_who_asked_to_be_called_and_does_not_answer_can_ask_again()
    {
        await using var run = await CallRun.StartAsync(film: null);
        await run.Page.OpenAsync("en", isCalled: false);
        await run.Page.TapAsync("app.call-me");
        await run.Page.UntilStageAsync("ringing");
        await run.Page.TapAsync("call.page.decline");
        await run.Page.UntilStageAsync("ended");
        await run.Page.TapAsync("call.page.call-again");
        await run.Page.UntilStageAsync("ringing");
    }

    /// <summary>UDP that goes nowhere, as in the Wi-Fi of some hotels.</summary>
    [Fact(Timeout = Timeout)]
    public async Task Where_no_video_gets_through_that_is_said_and_staff_can_be_asked_for()
    {
        const int Nowhere = 9;
        await using var server = CallRun.Start(("Media:ProbesCandidates", "false"));
        await using var run = await CallRun.StartAsync(
            server, "passing", new ChromiumOptions { Prelude = Prelude.SendTo(Nowhere) });
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.alerts.length > 0");
        Assert.Contains(run.Page.App.Say("call.page.no-way"), await run.Page.TextAsync(), StringComparison.Ordinal);
        await run.Page.App.LookAsync("call-no-way");
        await run.Page.TapAsync("call.page.ask-person");
        await run.Page.UntilStageAsync("queued");
    }

    /// <summary>A page expected JSON of the hub, so that every refusal lost its text.</summary>
    [Fact(Timeout = Timeout)]
    public async Task A_refusal_of_the_server_is_shown_in_its_words()
    {
        const int AtOnce = 6;
        await using var run = await CallRun.StartAsync(film: null);
        await run.Page.OpenAsync("en", isCalled: false);
        await run.Page.TapAsync("app.call-me");
        for (var call = 1; call <= AtOnce; call++)
        {
            await run.Page.UntilStageAsync("ringing");
            await run.Page.TapAsync("call.page.decline");
            await run.Page.UntilStageAsync("ended");
            await run.Page.TapAsync("call.page.call-again");
        }

        await run.Page.UntilAsync("page.alerts.length > 0");
        var told = (string?)(await run.Page.SeenAsync())["alerts"]![0];
        Assert.NotEqual(run.Page.App.Say("refusal.try-again-later"), told);
        Assert.DoesNotContain("Exception", told, StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Where_no_desk_is_open_a_person_is_told_so_and_called_back()
    {
        await using var run = await CallRun.StartAsync("no-face");
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.codes.length >= 1");
        await run.Page.TapAsync("call.page.ask-person");
        await run.Page.UntilStageAsync("queued");
        var told = await run.Page.TextAsync();
        Assert.Contains("None of our staff are at their desks", told, StringComparison.Ordinal);
        Assert.Contains("Call me back", told, StringComparison.Ordinal);
        Assert.DoesNotContain("queue", told, StringComparison.Ordinal);
        await run.Page.TapAsync("call.page.call-back");
        await run.Page.UntilStageAsync("ended");
        Assert.Equal("callBack", (string?)(await run.Page.SeenAsync())["outcome"]);
        Assert.DoesNotContain("busy", await run.Page.TextAsync(), StringComparison.Ordinal);
    }
}
