using System.Text.Json.Nodes;
using Actors.EndToEnd.Tests.Browsers;

namespace Actors.EndToEnd.Tests.CallTest;

/// <summary>The page <c>/call-test</c> in a browser.</summary>
internal sealed class CallTestPage(Browser browser, Uri server)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>Opens it.</summary>
    public Task OpenAsync(string language, bool isAutomatic = true) => browser.GoToAsync(
        new Uri(server, $"/call-test?language={language}{(isAutomatic ? "&auto=1" : "")}"));

    /// <summary>
    /// Waits until something is true on the page. No time passes between what happens there and the look at it: the page says
    /// when anything has changed.
    /// </summary>
    /// <param name="condition">JavaScript, with the page's journal as <c>page</c>.</param>
    /// <exception cref="InvalidOperationException">It did not come to that; what was seen last is in the message.</exception>
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
            var seen = await browser.EvaluateAsync("JSON.stringify({ ...window.actorsCallTest, faces: [], offer: '' })");
            throw new InvalidOperationException(
                $"It did not come to {condition}. Console: {string.Join(" | ", browser.Console.TakeLast(10))}. Page: {seen}");
        }
    }

    /// <summary>Waits for a screen.</summary>
    public Task UntilStageAsync(params string[] stages) =>
        UntilAsync($"[{string.Join(',', stages.Select(stage => $"\"{stage}\""))}].includes(page.stage)");

    /// <summary>What has happened on the page.</summary>
    public async Task<JsonNode> JournalAsync() => (await browser.EvaluateAsync("window.actorsCallTest"))!;

    /// <summary>The words that are to be seen.</summary>
    public async Task<string> TextAsync() => (await browser.EvaluateAsync("document.body.innerText"))!.GetValue<string>();

    /// <summary>Presses a button that is to be seen.</summary>
    /// <param name="action">What it does, as <c>answer</c>.</param>
    public Task PressAsync(string action) => browser.EvaluateAsync(
        $$"""
        [...document.querySelectorAll('[data-do="{{action}}"], #{{action}}')].find(button => button.offsetParent).click()
        """);
}
