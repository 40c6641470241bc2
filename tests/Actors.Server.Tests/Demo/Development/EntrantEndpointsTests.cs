using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Actors.Domain.Stays;
using Actors.Privacy.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Demo.Development;

public sealed class EntrantEndpointsTests
{
    private const string Path = "/development/entrants";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_are_enrolled_with_tokens_and_companions()
    {
        await using var server = Server();
        using var client = server.CreateClient();
        using var answer = await PostAsync(client, """{"count": 20, "programme": "japan-2021", "companionsEach": 2}""");
        var people = (await answer.Content.ReadFromJsonAsync<List<JsonElement>>(Cancelled))!;
        Assert.Equal(20, people.Select(person => person.GetProperty("person").GetString()).Distinct().Count());
        Assert.All(people, person => Assert.Equal(2, person.GetProperty("companions").GetArrayLength()));
        Assert.True(PhoneToken.TryParse(people[7].GetProperty("token").GetString(), out var token));
        var owner = await server.Services.GetRequiredService<PhoneTokens>().FindAsync(token, Cancelled);
        Assert.Equal(EntrantId.Parse(people[7].GetProperty("person").GetString()!), owner!.Entrant);
    }

    [Theory]
    [InlineData("count", """{"programme": "japan-2021"}""")]
    [InlineData("count", """{"count": 0, "programme": "japan-2021"}""")]
    [InlineData("count", """{"count": 1001, "programme": "japan-2021"}""")]
    [InlineData("count", """{"count": "1", "programme": "japan-2021"}""")]
    [InlineData("programme", """{"count": 1}""")]
    [InlineData("programme", """{"count": 1, "programme": "atlantis"}""")]
    [InlineData("companionsEach", """{"count": 1, "programme": "japan-2021", "companionsEach": 6}""")]
    [InlineData("companionsEach", """{"count": 1, "programme": "japan-2021", "companionsEach": -1}""")]
    [InlineData("landedAt", """{"count": 1, "programme": "japan-2021", "landedAt": "yesterday"}""")]
    [InlineData("landedAt", """{"count": 1, "programme": "japan-2021", "landedAt": "2021-04-06T00:00:00+09:00"}""")]
    [InlineData("landedAt", """{"count": 1, "programme": "japan-2021", "landedAt": "2021-03-01T00:00:00+09:00"}""")]
    [InlineData("colour", """{"count": 1, "programme": "japan-2021", "colour": "red"}""")]
    [InlineData("", "null")]
    public async Task Wrong_request_is_refused_at_its_place(string field, string body)
    {
        await using var server = Server();
        using var client = server.CreateClient();
        using var answer = await PostAsync(client, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task A_real_server_enrols_no_person()
    {
        await using var server = new ServerFactory();
        using var client = server.CreateClient();
        using var answer = await PostAsync(client, """{"count": 1, "programme": "japan-2021"}""");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string body) =>
        client.PostAsync(Path, new StringContent(body, Encoding.UTF8, "application/json"), Cancelled);

    private static ServerFactory Server() => new()
    {
        Settings =
        {
            ["Development:Enabled"] = "true",
            ["Clock:Start"] = "2021-04-05T09:00:00+09:00",
        },
    };
}
