using Actors.EndToEnd.Tests.Browsers;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;

namespace Actors.EndToEnd.Tests.CallTest;

/// <summary>The page when something goes wrong or is not allowed.</summary>
public sealed class PageTests
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
        await using var run = await CallTestRun.StartAsync("no-face");
        await run.Page.OpenAsync(tag, isAutomatic: false);
        await run.Page.UntilStageAsync("start");
        Assert.Contains(Text(new("call.page.intro")), await run.Page.TextAsync(), StringComparison.Ordinal);
        await run.Page.PressAsync("start");
        await run.Page.UntilStageAsync("ready");
        await run.Page.PressAsync("request");
        await run.Page.UntilStageAsync("ringing");
        Assert.Contains(Text(CallTexts.RingTitle), await run.Page.TextAsync(), StringComparison.Ordinal);
        await run.Page.PressAsync("answer");
        await run.Page.UntilAsync("page.codes.includes('no-face')");
        Assert.Contains(Text(GuideTexts.NoFace), await run.Page.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(tag, (string?)await run.Browser.EvaluateAsync("document.documentElement.lang"));

        string Text(TextKey key) => Catalogue.Default.Format(language, key);
    }

    [Fact(Timeout = Timeout)]
    public async Task Camera_that_is_denied_is_explained_and_a_person_can_be_asked_for()
    {
        await using var run = await CallTestRun.StartAsync("passing", new ChromiumOptions { AllowsCamera = false });
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.problem === 'camera-denied'");
        Assert.Contains("allow the camera", await run.Page.TextAsync(), StringComparison.Ordinal);
        await run.Page.PressAsync("person");
        await run.Page.UntilStageAsync("queued");
    }

    [Fact(Timeout = Timeout)]
    public async Task Phone_without_a_camera_is_told_so()
    {
        await using var run = await CallTestRun.StartAsync(film: null);
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.problem === 'no-camera'");
        Assert.Contains("No camera was found", await run.Page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_caller_without_a_position_speaks_to_staff_and_is_not_blamed()
    {
        await using var run = await CallTestRun.StartAsync("passing", new ChromiumOptions { AllowsLocation = false });
        await run.Page.OpenAsync("en");
        await run.Page.UntilStageAsync("queued", "ended");
        var journal = await run.Page.JournalAsync();
        Assert.Equal("queued", (string?)journal["stage"]);
        Assert.Equal("passed", (string?)journal["persons"]![0]!["face"]);
        Assert.False((bool)journal["placeSent"]!);
    }

    [Fact(Timeout = Timeout)]
    public async Task Call_goes_on_when_the_hub_is_lost()
    {
        await using var run = await CallTestRun.StartAsync("passing");
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.feedback >= 2");
        run.CutHub();
        await run.Page.UntilAsync("page.hellos === 2");
        await run.Page.UntilStageAsync("ended", "queued", "waiting");
        var journal = await run.Page.JournalAsync();
        Assert.Equal("passed", (string?)journal["outcome"]);
        Assert.Equal(1, (int)journal["answers"]!);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_call_goes_on_when_the_page_is_reloaded()
    {
        await using var run = await CallTestRun.StartAsync("passing");
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.feedback >= 2");
        await run.Browser.Page.ReloadAsync();
        await run.Page.UntilStageAsync("ended", "queued");
        var journal = await run.Page.JournalAsync();
        Assert.Equal("passed", (string?)journal["outcome"]);
        Assert.DoesNotContain(journal["stages"]!.AsArray(), stage => (string?)stage == "start");
    }

    [Fact(Timeout = Timeout)]
    public async Task Call_goes_on_when_the_network_is_another_one()
    {
        await using var run = await CallTestRun.StartAsync("passing");
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.feedback >= 2");
        var before = await run.Page.JournalAsync();
        await run.Browser.EvaluateAsync("window.dispatchEvent(new Event('online'))");
        await run.Page.UntilAsync("page.restarts === 1");
        await run.Page.UntilStageAsync("ended", "queued", "waiting");
        var journal = await run.Page.JournalAsync();
        Assert.Equal("passed", (string?)journal["outcome"]);
        Assert.Equal(1, (int)journal["answers"]!);
        Assert.Equal(0, (int)journal["inboundRtpPackets"]!);
        Assert.Equal((string?)before["answer"], (string?)journal["answer"]);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_person_who_asked_to_be_called_and_does_not_answer_can_ask_again()
    {
        await using var run = await CallTestRun.StartAsync(film: null);
        await run.Page.OpenAsync("en", isAutomatic: false);
        await run.Page.UntilStageAsync("start");
        await run.Page.PressAsync("start");
        await run.Page.UntilStageAsync("ready");
        await run.Page.PressAsync("request");
        await run.Page.UntilStageAsync("ringing");
        await run.Page.PressAsync("decline");
        await run.Page.UntilStageAsync("ended");
        await run.Page.PressAsync("request");
        await run.Page.UntilStageAsync("ringing");
    }

    [Fact(Timeout = Timeout)]
    public async Task Where_no_desk_is_open_a_person_is_told_so_and_called_back()
    {
        await using var run = await CallTestRun.StartAsync("no-face");
        await run.Page.OpenAsync("en");
        await run.Page.UntilAsync("page.feedback >= 1");
        await run.Page.PressAsync("person");
        await run.Page.UntilStageAsync("queued");
        var told = await run.Page.TextAsync();
        Assert.Contains("None of our staff are at their desks", told, StringComparison.Ordinal);
        Assert.Contains("Call me back", told, StringComparison.Ordinal);
        Assert.DoesNotContain("queue", told, StringComparison.Ordinal);
        await run.Page.PressAsync("decline");
        await run.Page.UntilStageAsync("ended");
        Assert.Equal("callBack", (string?)(await run.Page.JournalAsync())["outcome"]);
        Assert.DoesNotContain("busy", await run.Page.TextAsync(), StringComparison.Ordinal);
    }
}
