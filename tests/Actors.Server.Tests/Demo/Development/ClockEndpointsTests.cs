using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Actors.Grains.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Demo.Development;

public sealed class ClockEndpointsTests(TrialServer trial)
{
    private const string Path = "/development/clock";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clock_can_be_read_and_changed()
    {
        await using var server = Server("0");
        using var client = server.CreateClient();
        var before = await client.GetFromJsonAsync<JsonElement>(Path, Cancelled);
        Assert.Equal(0, before.GetProperty("speed").GetDouble());
        Assert.Equal(
            server.Services.GetRequiredService<ProgrammeClock>().GetUtcNow(), before.GetProperty("now").GetDateTimeOffset());

        using var answer = await PutAsync(client, """{"speed": 8000}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(8_000, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("speed").GetDouble());
        Assert.Equal(8_000, server.Services.GetRequiredService<ProgrammeClock>().Speed);
    }

    [Fact]
    public async Task A_clock_moves_forward_to_a_moment_and_never_back()
    {
        await using var server = Server("0");
        using var client = server.CreateClient();
        var clock = server.Services.GetRequiredService<ProgrammeClock>();
        var later = clock.GetUtcNow().AddHours(3);

        using var forward = await PutAsync(client, $$"""{"speed": 0, "now": "{{later:O}}"}""");
        Assert.Equal((HttpStatusCode.OK, later), (forward.StatusCode, clock.GetUtcNow()));

        using var back = await PutAsync(client, $$"""{"speed": 0, "now": "{{later.AddHours(-1):O}}"}""");
        Assert.Equal((HttpStatusCode.OK, later), (back.StatusCode, clock.GetUtcNow()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"speed": -1}""")]
    [InlineData("""{"speed": 100001}""")]
    public async Task Speed_that_is_impossible_is_refused_by_name(string body)
    {
        using var client = trial.CreateClient();
        using var answer = await PutAsync(client, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        Assert.Contains(
            "0 to 100000", problem.GetProperty("errors").GetProperty("speed")[0].GetString()!, StringComparison.Ordinal);
        Assert.Equal(7, trial.Services.GetRequiredService<ProgrammeClock>().Speed);
    }

    /// <summary>The answer had no body.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("null", "")]
    [InlineData("""{"speed": "fast"}""", "speed")]
    [InlineData("""{"sped": 2}""", "sped")]
    public async Task Body_that_cannot_be_read_is_refused_by_name(string body, string field)
    {
        using var client = trial.CreateClient();
        using var answer = await PutAsync(client, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled);
        Assert.Contains(
            "are: speed, now.", problem.GetProperty("errors").GetProperty(field)[0].GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wall_clock_can_be_read_but_not_changed()
    {
        await using var server = Server(speed: null);
        using var client = server.CreateClient();
        Assert.Equal(1, (await client.GetFromJsonAsync<JsonElement>(Path, Cancelled)).GetProperty("speed").GetDouble());
        using var answer = await PutAsync(client, """{"speed": 2}""");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Clock:Start", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_with_a_speed_that_is_named_can_be_changed_even_when_it_begins_with_that_of_the_wall()
    {
        await using var server = Server("1");
        using var client = server.CreateClient();
        using var answer = await PutAsync(client, """{"speed": 2}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Real_server_has_nothing_of_the_kind()
    {
        await using var server = new ServerFactory();
        using var client = server.CreateClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Path, Cancelled)).StatusCode);
        using var answer = await PutAsync(client, """{"speed": 2}""");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static ServerFactory Server(string? speed)
    {
        var server = new ServerFactory { Settings = { ["Development:Enabled"] = "true" } };
        if (speed is not null)
        {
            server.Settings["Clock:Speed"] = speed;
        }

        return server;
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PutAsync(Path, content, Cancelled);
    }
}
