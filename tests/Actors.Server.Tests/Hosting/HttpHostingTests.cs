using System.Net;
using System.Text;
using System.Text.Json;
using Actors.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace Actors.Server.Tests.Hosting;

public sealed class HttpHostingTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:5080;ftp://127.0.0.1")]
    public void Address_that_is_none_is_named_with_the_fix(string addresses)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["Urls"] = addresses;
        var problem = Assert.Throws<OptionsValidationException>(builder.AddHttp);
        Assert.Contains($"Urls has \"{addresses.Split(';')[^1]}\"", Assert.Single(problem.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://127.0.0.1:0; https://[::1]:443;http://*:80")]
    public void Address_that_is_possible_is_taken(string? addresses)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["Urls"] = addresses;
        builder.AddHttp();
    }

    /// <summary>The answers had no body.</summary>
    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound, "/openapi/v1.json")]
    [InlineData("POST", "/livez", HttpStatusCode.MethodNotAllowed, "GET, HEAD")]
    [InlineData("PUT", "/development/clock", HttpStatusCode.UnsupportedMediaType, "application/json")]
    public async Task Request_that_nothing_answers_is_told_why(string method, string path, HttpStatusCode status, string reason)
    {
        await using var server = new ServerFactory { Settings = { ["Development:Enabled"] = "true" } };
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(new(method), path);
        request.Content = method == "GET" ? null : new StringContent("speed=1", Encoding.UTF8, "text/plain");
        using var answer = await client.SendAsync(request, Cancelled);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.Contains(reason, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }
}
