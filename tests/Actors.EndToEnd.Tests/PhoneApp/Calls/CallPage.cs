using System.Text.Json.Nodes;
using Actors.EndToEnd.Tests.Browsers;

namespace Actors.EndToEnd.Tests.PhoneApp.Calls;

/// <summary>The app of a visitor in a browser, and what it shows of a call.</summary>
internal sealed class CallPage(RealServer server, Chromium browser, Uri address)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private string _tag = "en";

    /// <summary>The page in the language in which it was opened.</summary>
    public PhoneAppPage App => new(server, browser.Page, _tag);

    /// <summary>Opens the app, comes in as a made-up person, and has a call unless told otherwise.</summary>
    public async Task OpenAsync(string language, bool isCalled = true)
    {
        _tag = language;
        await browser.Page.GotoAsync(new Uri(address, $"/app?trial=1&language={language}").ToString());
        await RunAsync(VisitorSteps.Enter(language));
        if (isCalled)
        {
            await AnswerAsync();
        }
    }

    /// <summary>Asks to be called, and answers.</summary>
    public Task AnswerAsync() => RunAsync(VisitorSteps.Answer(_tag));

    /// <summary>Waits until a condition holds. Each change of the page is seen, so no state is missed.</summary>
    /// <param name="condition">JavaScript, with what was seen as <c>page</c>.</param>
    public Task UntilAsync(string condition) => RunAsync(CallWatch.Until(condition));

    /// <summary>Waits for one of these stages.</summary>
    public Task UntilStageAsync(params string[] stages) =>
        UntilAsync($"[{string.Join(',', stages.Select(stage => $"\"{stage}\""))}].includes(page.stage)");

    /// <summary>What was seen of the call.</summary>
    public async Task<JsonNode> SeenAsync() => (await browser.EvaluateAsync("window.seen"))!;

    /// <summary>The visible text.</summary>
    public Task<string> TextAsync() => browser.Page.InnerTextAsync("body");

    /// <summary>Taps the button with a text.</summary>
    public Task TapAsync(string key) => App.TapAsync(key);

    /// <exception cref="InvalidOperationException">It did not end in time; the message has the last state.</exception>
    private async Task RunAsync(string script)
    {
        try
        {
            await browser.EvaluateAsync(script).WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            var seen = await browser.EvaluateAsync("({ ...window.seen, offer: '' })");
            throw new InvalidOperationException(
                $"Waited in vain: {script}\nConsole: {string.Join(" | ", browser.Console.TakeLast(10))}\nSeen: {seen}\n"
                + $"Text: {await TextAsync()}");
        }
    }
}
