using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Operations;

public sealed class OperationsEndpointsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The answers had no body.</summary>
    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound, "/openapi/v1.json")]
    [InlineData("POST", "/livez", HttpStatusCode.MethodNotAllowed, "GET, HEAD")]
    [InlineData("PUT", "/development/clock", HttpStatusCode.UnsupportedMediaType, "application/json")]
    public async Task A_request_that_nothing_answers_is_told_why(string method, string path, HttpStatusCode status, string reason)
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

    [Fact]
    public async Task Every_endpoint_that_answers_in_json_is_described()
    {
        await using var server = new ServerFactory { Settings = { ["Development:Enabled"] = "true" } };
        var paths = await ReadPathsAsync(server);
        var endpoints = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>()
                .Any(answer => answer.ContentTypes.Contains("application/json")))
            .ToList();
        Assert.All(endpoints, endpoint => Assert.All(
            endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods,
            method => Assert.NotNull(Operation(paths, endpoint.RoutePattern.RawText!.TrimEnd('/'), method))));
        Assert.Superset(
            new HashSet<string>
            {
                "/livez", "/readyz", "/healthz", "/board/snapshot", "/development/clock", "/development/entrants",
            },
            endpoints.Select(endpoint => endpoint.RoutePattern.RawText!).ToHashSet());
    }

    [Theory]
    [InlineData("/livez", "get", "200,503")]
    [InlineData("/development/clock", "put", "200,400,409")]
    [InlineData("/development/entrants", "post", "200,400")]
    [InlineData("/board/snapshot", "get", "200")]
    public async Task Outcomes_are_named(string path, string method, string outcomes)
    {
        await using var server = new ServerFactory { Settings = { ["Development:Enabled"] = "true" } };
        var operation = Operation(await ReadPathsAsync(server), path, method)!;
        Assert.Equal(outcomes, string.Join(',', operation["responses"]!.AsObject().Select(answer => answer.Key).Order()));
        Assert.NotEmpty((string)operation["summary"]!);
    }

    private static JsonNode? Operation(JsonObject paths, string path, string method) =>
        paths[path]?[method.ToLowerInvariant()];

    private static async Task<JsonObject> ReadPathsAsync(ServerFactory server)
    {
        using var client = server.CreateClient();
        var document = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", Cancelled))!;
        Assert.StartsWith("3.", (string)document["openapi"]!, StringComparison.Ordinal);
        return document["paths"]!.AsObject();
    }
}
