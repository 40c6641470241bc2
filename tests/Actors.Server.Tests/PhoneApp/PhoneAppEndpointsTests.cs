using System.Net;
using System.Text.Json;

namespace Actors.Server.Tests.PhoneApp;

/// <summary>The files of the phone app as browsers get them.</summary>
public sealed class PhoneAppEndpointsTests(TrialServer trial)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_address_without_a_slash_leads_to_the_page_and_keeps_the_query()
    {
        using var client = trial.CreateClient();
        using var answer = await client.GetAsync("/app?programme=japan-2021&language=ja", Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("/app/?programme=japan-2021&language=ja", answer.RequestMessage?.RequestUri?.PathAndQuery);
    }

    /// <summary>A browser that kept one of these for long would never learn of a new version.</summary>
    [Theory]
    [InlineData("", "text/html")]
    [InlineData("sw.js", "text/javascript")]
    [InlineData("manifest.webmanifest", "application/manifest+json")]
    [InlineData("home-screen.webmanifest", "application/manifest+json")]
    [InlineData("icon.svg", "image/svg+xml")]
    [InlineData("icon-192.png", "image/png")]
    [InlineData("icon-512.png", "image/png")]
    [InlineData("apple-touch-icon.png", "image/png")]
    [InlineData("badge.png", "image/png")]
    public async Task Files_whose_names_stay_are_asked_for_again(string name, string mediaType)
    {
        using var client = trial.CreateClient();
        using var answer = await client.GetAsync($"/app/{name}", Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());
        Assert.NotNull(answer.Headers.ETag);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("manifest-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("worker-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worker_knows_files_that_there_are_and_that_stay_for_good()
    {
        using var client = trial.CreateClient();
        var worker = await client.GetStringAsync("/app/sw.js", Cancelled);
        var list = worker[(worker.IndexOf('{', StringComparison.Ordinal))..(worker.IndexOf("};", StringComparison.Ordinal) + 1)];
        using var build = JsonDocument.Parse(list);
        var texts = build.RootElement.GetProperty("texts").EnumerateObject().ToList();
        Assert.Equal(10, texts.Count);
        var first = build.RootElement.GetProperty("first").EnumerateArray().Select(file => file.GetString()!).ToList();
        Assert.NotEmpty(first);
        foreach (var file in first.Append(texts[0].Value.GetProperty("core").GetString()!))
        {
            using var answer = await client.GetAsync($"/app/{file}", Cancelled);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
        }
    }

    [Theory]
    [InlineData("manifest.webmanifest", true)]
    [InlineData("home-screen.webmanifest", false)]
    public async Task The_manifest_names_the_app_and_icons_that_there_are(string name, bool hasStart)
    {
        using var client = trial.CreateClient();
        using var manifest = JsonDocument.Parse(await client.GetStringAsync($"/app/{name}", Cancelled));
        var app = manifest.RootElement;
        Assert.Equal(
            ("Health Monitoring Center", "standalone", "/app/"),
            (app.GetProperty("name").GetString(), app.GetProperty("display").GetString(), app.GetProperty("scope").GetString()));
        Assert.Equal(hasStart, app.TryGetProperty("start_url", out _));
        foreach (var icon in app.GetProperty("icons").EnumerateArray())
        {
            using var answer = await client.GetAsync(icon.GetProperty("src").GetString(), Cancelled);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }
}
