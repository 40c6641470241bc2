using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Actors.Server.Tests.Phones;

namespace Actors.Server.Tests.Board;

public sealed class BoardReaderTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Board_shows_the_programme_with_most_people_first()
    {
        await using var server = new ServerFactory
        {
            Settings = { ["Development:Enabled"] = "true", ["Clock:Start"] = "2021-04-05T09:00:00+09:00" },
        };
        using var client = server.CreateClient();

        // All programmes are empty: the first by name.
        Assert.Equal("australia-2021", await DefaultAsync(client));
        await EnrolAsync(client, "england-2021", 1);
        await EnrolAsync(client, "japan-2021", 2);
        await SeenAsync(client, "japan-2021", 2);
        Assert.Equal("japan-2021", await DefaultAsync(client));
        await EnrolAsync(client, "england-2021", 2);
        await SeenAsync(client, "england-2021", 3);
        Assert.Equal("england-2021", await DefaultAsync(client));
        Assert.Contains(
            "<option value=\"england-2021\" selected>", await client.GetStringAsync("/", Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Board_shows_a_call_from_its_ring_to_its_end()
    {
        await using var server = ListeningServer.Start();
        using var client = new HttpClient { BaseAddress = server.Address };
        var guest = (await server.EnrolAsync())[0];
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);

        await phone.InvokeAsync("RequestCall", "{}");
        var ringing = await UntilAsync(client, ListeningServer.Programme, board => (int)board["calls"]!["ringing"]! == 1);
        Assert.Contains("is called by video", ringing["events"]!.AsArray().Select(one => (string)one!["text"]!));

        await phone.InvokeAsync("AskForPerson", """{"number":1}""");
        await UntilAsync(client, ListeningServer.Programme, board => (int)board["calls"]!["queued"]! == 1);

        await phone.InvokeAsync("DeclineCall", """{"number":1}""");
        var over = await UntilAsync(client, ListeningServer.Programme, board => (long)board["work"]!["open"]! > 0);
        var calls = over["calls"]!;
        Assert.Equal(
            (0, 1, 1),
            ((int)calls["queued"]!, (int)calls["today"]!["callBack"]!, (int)calls["total"]!["callBack"]!));
        Assert.Contains("A call to make", over["work"]!["kinds"]!.AsArray().Select(kind => (string)kind!["kind"]!));
        Assert.Contains("A call to make", await client.GetStringAsync("/", Cancelled), StringComparison.Ordinal);
    }

    private static async Task<string> DefaultAsync(HttpClient client) =>
        (string)JsonNode.Parse(await client.GetStringAsync("/board/snapshot", Cancelled))!["programme"]!;

    private static async Task EnrolAsync(HttpClient client, string programme, int count)
    {
        using var answer = await client.PostAsJsonAsync("/development/entrants", new { count, programme }, Cancelled);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until the board has counted so many people.</summary>
    private static Task<JsonNode> SeenAsync(HttpClient client, string programme, long people) =>
        UntilAsync(client, programme, board => (long)board["people"]!["all"]! == people);

    /// <summary>Waits for a snapshot.</summary>
    private static async Task<JsonNode> UntilAsync(HttpClient client, string programme, Func<JsonNode, bool> fits)
    {
        await using var events = await client.GetStreamAsync($"/board/events?programme={programme}", Cancelled);
        using var reader = new StreamReader(events);
        while (await reader.ReadLineAsync(Cancelled) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal)
                && JsonNode.Parse(line["data: ".Length..]) is { } board && fits(board))
            {
                return board;
            }
        }

        throw new InvalidOperationException("The board stopped.");
    }
}
