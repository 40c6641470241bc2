using System.Net;
using System.Text.Json.Nodes;
using Actors.Server.Tests.Phones;

namespace Actors.Server.Tests.Board;

public sealed class BoardEndpointsTests(TrialServer trial)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_shows_figures_without_its_script_and_keeps_the_policy()
    {
        using var client = trial.CreateClient();
        using var answer = await client.GetAsync("/?programme=japan-2021", Cancelled);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var page = await answer.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains("<dd data-f=\"people.checkedIn\">0</dd>", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"japan-2021\" selected>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
        Assert.Contains(
            "default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://demo.example.net")]
    public async Task Real_phones_find_the_demo_by_a_code_where_there_is_a_public_address(string? address)
    {
        await using var server = new ServerFactory { Settings = { ["Development:Enabled"] = "true" } };
        if (address is not null)
        {
            server.Settings["Demo:PublicUrl"] = address;
        }

        using var client = server.CreateClient();
        var page = await client.GetStringAsync("/", Cancelled);
        Assert.Contains("<a href=\"/app/?trial=1\">", page, StringComparison.Ordinal);
        Assert.Equal(address is not null, page.Contains("https://demo.example.net/app/?trial=1", StringComparison.Ordinal));
        Assert.Equal(address is not null, page.Contains("/demo/app.svg", StringComparison.Ordinal));
        using var code = await client.GetAsync("/demo/app.svg", Cancelled);
        Assert.Equal(address is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, code.StatusCode);
    }

    [Fact]
    public async Task Snapshot_is_described_and_of_the_programme_asked_for()
    {
        using var client = trial.CreateClient();
        var snapshot = JsonNode.Parse(await client.GetStringAsync("/board/snapshot?programme=england-2021", Cancelled))!;
        Assert.Equal("england-2021", snapshot["programme"]!.GetValue<string>());
        Assert.Equal("Europe/London", snapshot["clock"]!["zone"]!.GetValue<string>());
        var description = JsonNode.Parse(await client.GetStringAsync("/openapi/v1.json", Cancelled))!;
        Assert.NotNull(description["paths"]!["/board/snapshot"]!["get"]!["responses"]!["200"]);
    }

    [Theory]
    [InlineData("/board/snapshot?programme=nosuch")]
    [InlineData("/board/events?programme=nosuch")]
    [InlineData("/?programme=nosuch")]
    [InlineData("/?programme=No%20Id")]
    public async Task An_unknown_programme_is_not_found(string path)
    {
        using var client = trial.CreateClient();
        using var answer = await client.GetAsync(path, Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(
            "There is no such programme", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_streams_of_one_address_are_asked_to_come_back()
    {
        await using var server = new ServerFactory
        {
            Settings = { ["Development:Enabled"] = "true", ["Connections:StreamsPerAddress"] = "1" },
        };
        using var client = server.CreateClient();
        using (var first = await client.GetAsync("/board/events", HttpCompletionOption.ResponseHeadersRead, Cancelled))
        {
            using var second = await client.GetAsync("/board/events", HttpCompletionOption.ResponseHeadersRead, Cancelled);
            Assert.Equal(
                (HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (first.StatusCode, second.StatusCode));
            Assert.NotNull(second.Headers.RetryAfter);
        }
    }

    [Fact]
    public async Task Connected_phones_are_those_of_the_programme()
    {
        await using var server = ListeningServer.Start();
        var guests = await server.EnrolAsync(count: 2);
        using var one = await RawPhone.ConnectAndGreetAsync(server, guests[0].Token);
        using var client = new HttpClient { BaseAddress = server.Address };
        Assert.Equal(1, await ConnectedAsync(client, ListeningServer.Programme));
        Assert.Equal(0, await ConnectedAsync(client, "england-2021"));
    }

    [Fact]
    public async Task File_that_a_browser_has_is_not_sent_again()
    {
        using var client = trial.CreateClient();
        using var first = await client.GetAsync("/board/board.js", Cancelled);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/board/board.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.SendAsync(request, Cancelled);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Events_are_snapshots()
    {
        using var client = trial.CreateClient();
        await using var events = await client.GetStreamAsync("/board/events?programme=japan-2021", Cancelled);
        using var reader = new StreamReader(events);
        string? line;
        do
        {
            line = await reader.ReadLineAsync(Cancelled);
        }
        while (line is not null && !line.StartsWith("data: ", StringComparison.Ordinal));

        Assert.Equal("japan-2021", JsonNode.Parse(line!["data: ".Length..])!["programme"]!.GetValue<string>());
    }

    private static async Task<int> ConnectedAsync(HttpClient client, string programme) => (int)JsonNode.Parse(
        await client.GetStringAsync($"/board/snapshot?programme={programme}", Cancelled))!["people"]!["connected"]!;
}
