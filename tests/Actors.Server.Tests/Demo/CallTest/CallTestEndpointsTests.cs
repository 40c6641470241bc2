using System.Diagnostics;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Actors.Notifications.Texts.Languages;

namespace Actors.Server.Tests.Demo.CallTest;

public sealed partial class CallTestEndpointsTests(TrialServer trial)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_is_there_only_where_no_real_people_are()
    {
        await using var server = new ServerFactory();
        using var client = server.CreateClient();
        using var page = await client.GetAsync("/call-test", Cancelled);
        using var texts = await client.GetAsync("/call-test/texts", Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, texts.StatusCode);
    }

    [Fact]
    public async Task Page_has_nothing_that_its_policy_forbids()
    {
        using var client = trial.CreateClient();
        using var answer = await client.GetAsync("/call-test", Cancelled);
        var page = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains(
            "default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" onclick=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    /// <summary>The page expected JSON, so that every refusal lost its text.</summary>
    [Theory]
    [InlineData("call-over", "It is over.", "An unexpected error occurred invoking 'X'. HubException: call-over: It is over.")]
    [InlineData("value-out-of-range", "0 to 9: no.", "HubException: value-out-of-range (fix.ageSeconds): 0 to 9: no.")]
    [InlineData("busy", "Later.", "busy: Later.")]
    [InlineData("unavailable", "", "WebSocket closed with status code: 1006 (no reason given).")]
    [InlineData("unavailable", "", "")]
    public async Task The_page_reads_refusals_as_the_protocol_writes_them(string code, string message, string text)
    {
        using var client = trial.CreateClient();
        var script = await client.GetStringAsync("/call-test/phone.js", Cancelled);
        var start = script.IndexOf("export const refusal", StringComparison.Ordinal);
        var end = script.IndexOf("\n};", start, StringComparison.Ordinal) + 3;
        var function = script[start..end].Replace("export ", "", StringComparison.Ordinal);
        using var node = Process.Start(new ProcessStartInfo("node")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "-e", $"{function} console.log(JSON.stringify(refusal(new Error({JsonSerializer.Serialize(text)}))))",
            },
        })!;
        var answer = JsonNode.Parse(await node.StandardOutput.ReadToEndAsync(Cancelled))!;
        Assert.Equal((code, message), ((string)answer["code"]!, (string)answer["message"]!));
    }

    [Fact]
    public async Task Every_text_that_the_page_shows_is_sent()
    {
        using var client = trial.CreateClient();
        var texts = JsonNode.Parse(await client.GetStringAsync("/call-test/texts?language=ja", Cancelled))!["texts"]!.AsObject();
        var files = new List<string> { await client.GetStringAsync("/call-test", Cancelled) };
        foreach (var script in new[] { "call-test.js", "screens.js", "texts.js", "phone.js", "camera.js" })
        {
            files.Add(await client.GetStringAsync($"/call-test/{script}", Cancelled));
        }

        var shown = files.SelectMany(file => Shown().Matches(file)).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.True(shown.Count > 30);
        Assert.All(shown, key => Assert.True(texts.ContainsKey(key), key));
    }

    [Fact]
    public async Task Texts_are_of_the_language_and_the_programme()
    {
        using var client = trial.CreateClient();
        foreach (var language in Language.All)
        {
            var texts = JsonNode.Parse(await client.GetStringAsync($"/call-test/texts?language={language.Tag}", Cancelled))!;
            Assert.Equal(language.Tag, (string?)texts["language"]);
            Assert.Equal("japan-2021", (string?)texts["programme"]);
            Assert.Contains('7', (string)texts["texts"]!["call.page.privacy"]!);
            Assert.Equal(Language.All.Count, texts["languages"]!.AsObject().Count);
        }
    }

    [Fact]
    public async Task Texts_without_a_language_are_those_the_browser_wishes()
    {
        using var client = trial.CreateClient();
        client.DefaultRequestHeaders.Add("Accept-Language", "fr;q=0.9, en;q=0.3, ko-KR;q=0.8");
        var texts = JsonNode.Parse(await client.GetStringAsync("/call-test/texts", Cancelled))!;
        Assert.Equal("ko", (string?)texts["language"]);
    }

    [Fact]
    public async Task Texts_of_a_programme_that_is_not_there_are_not_found()
    {
        using var client = trial.CreateClient();
        using var answer = await client.GetAsync("/call-test/texts?programme=nowhere", Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [GeneratedRegex("(?:data-t=\"|say\\(\")([a-z0-9.-]+)\"")]
    private static partial Regex Shown();
}
