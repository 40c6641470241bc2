using System.Text.Json.Nodes;
using Actors.EndToEnd.Tests.Browsers;

namespace Actors.EndToEnd.Tests.CallTest;

/// <summary>The page <c>/call-test</c> in a browser.</summary>
internal sealed class CallTestPage(Chromium browser, Uri server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>Opens the page.</summary>
    public Task OpenAsync(string language, bool isAutomatic = true) => browser.Page.GotoAsync(
        new Uri(server, $"/call-test?language={language}{(isAutomatic ? "&auto=1" : "")}").ToString());

    /// <summary>Waits until a condition holds. The page announces each change, so no state is missed.</summary>
    /// <param name="condition">JavaScript, with the page's journal as <c>page</c>.</param>
    /// <exception cref="InvalidOperationException">The condition did not hold in time; the message has the last state.</exception>
    public async Task UntilAsync(string condition)
    {
        try
        {
            await browser.EvaluateAsync(
                $$"""
                new Promise(resolve => {
                  const look = () => {
                    const page = window.actorsCallTest;
                    if (page && ({{condition}})) { document.removeEventListener("actors:change", look); resolve(true); }
                  };
                  document.addEventListener("actors:change", look);
                  look();
                })
                """).WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            var seen = await browser.EvaluateAsync("({ ...window.actorsCallTest, faces: [], offer: '' })");
            throw new InvalidOperationException(
                $"Waited in vain for {condition}. Console: {string.Join(" | ", browser.Console.TakeLast(10))}. Page: {seen}");
        }
    }

    /// <summary>Waits for one of these stages.</summary>
    public Task UntilStageAsync(params string[] stages) =>
        UntilAsync($"[{string.Join(',', stages.Select(stage => $"\"{stage}\""))}].includes(page.stage)");

    /// <summary>The page's journal of the call.</summary>
    public async Task<JsonNode> JournalAsync() => (await browser.EvaluateAsync("window.actorsCallTest"))!;

    /// <summary>The visible text.</summary>
    public Task<string> TextAsync() => browser.Page.InnerTextAsync("body");

    /// <summary>Presses a visible button.</summary>
    /// <param name="action">What the button does, for example <c>answer</c>.</param>
    public Task PressAsync(string action) =>
        browser.Page.Locator($"[data-do=\"{action}\"]:visible, #{action}:visible").First.ClickAsync();
}
