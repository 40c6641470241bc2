using Actors.Grains.Calls;
using Actors.Testing.Entrants;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.EndToEnd.Tests.PhoneApp.Calls;

/// <summary>Each stage of a call in the app, upright and landscape: accessible, as wide as the phone, in order.</summary>
public sealed class CallLookTests
{
    private const int Timeout = 180_000;

    public static TheoryData<string, bool> Ways =>
        new() { { "en", true }, { "en", false }, { "ja", true }, { "zh-Hans", false } };

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Ways))]
    public async Task A_call_rings_is_answered_checks_the_person_and_says_what_came_of_it(string tag, bool isUpright)
    {
        await using var run = await CallRun.StartAsync(isUpright ? "passing-480x640" : "passing");
        await run.HoldAsync(isUpright);
        await run.Page.OpenAsync(tag, isCalled: false);
        await run.Page.TapAsync("app.call-me");
        await run.Page.UntilStageAsync("ringing");
        await LookAsync("ringing");
        await run.Page.TapAsync("call.page.answer");
        await run.Page.UntilAsync("page.faces > 0");
        Assert.Equal("call", await run.Browser.Page.EvaluateAsync<string>(
            "() => document.elementFromPoint(innerWidth / 2, 40).closest('section').className.split(' ')[0]"));
        await LookAsync("checking");
        await run.Page.UntilStageAsync("ended");
        await LookAsync("ended");
        Assert.Contains(run.Page.App.Say("call.passed"), await run.Page.TextAsync(), StringComparison.Ordinal);
        await run.Page.TapAsync("call.page.close");
        await run.Page.UntilStageAsync("home");

        Task LookAsync(string stage) => run.Page.App.LookAsync($"call-{stage}-{(isUpright ? "upright" : "landscape")}");
    }

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Ways))]
    public async Task A_person_who_is_handed_over_sees_the_place_in_the_queue(string tag, bool isUpright)
    {
        await using var server = CallRun.Start(
            services => services.AddSingleton<ICallRoom>(new TestRoom { HasRoom = true, HasDesk = true }));
        await using var run = await CallRun.StartAsync(server, "mask-360x640");
        await run.HoldAsync(isUpright);
        await run.Page.OpenAsync(tag);
        await run.Page.UntilAsync("page.codes.includes('uncover-face')");
        await run.Page.App.LookAsync($"call-mask-{(isUpright ? "upright" : "landscape")}");
        await run.Page.TapAsync("call.page.ask-person");
        await run.Page.UntilAsync("page.stage === 'queued' && page.place === '1'");
        await run.Page.App.LookAsync($"call-queued-{(isUpright ? "upright" : "landscape")}");
        await run.Browser.Page.ReloadAsync();
        await run.Page.UntilAsync("page.stage === 'queued' && page.place === '1' && page.video === 'connected'");
        await run.Page.TapAsync("call.page.hang-up");
        await run.Page.UntilStageAsync("ended");
        Assert.Equal("callBack", (string?)(await run.Page.SeenAsync())["outcome"]);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_call_that_rings_again_later_says_when_and_whether_the_phone_is_ready()
    {
        await using var server = CallRun.Start(("Media:MaxCalls", "1"));
        await using var other = await CallRun.StartAsync(server, "no-face");
        await using var run = await CallRun.StartAsync(server, "passing");
        await run.Page.OpenAsync("en", isCalled: false);
        await other.Page.OpenAsync("en", isCalled: false);
        await run.Page.TapAsync("app.call-me");
        await run.Page.UntilStageAsync("ringing");
        await other.Page.AnswerAsync();
        await run.Page.TapAsync("call.page.answer");
        await run.Page.UntilStageAsync("waiting");
        await run.Page.App.LookAsync("call-waiting");
        await run.Page.TapAsync("call.page.close");
        var told = await run.Page.TextAsync();
        Assert.Contains(run.Page.App.Say("call.waiting-title"), told, StringComparison.Ordinal);
        Assert.Contains(run.Page.App.Say("call.page.camera-on"), told, StringComparison.Ordinal);
        Assert.Contains(run.Page.App.Say("call.page.location-on"), told, StringComparison.Ordinal);
        await run.Page.App.LookAsync("call-coming");
    }
}
