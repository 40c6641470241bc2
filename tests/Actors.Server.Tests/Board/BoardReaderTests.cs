using System.Net.Http.Json;
using System.Text.Json.Nodes;

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

    private static async Task<string> DefaultAsync(HttpClient client) =>
        (string)JsonNode.Parse(await client.GetStringAsync("/board/snapshot", Cancelled))!["programme"]!;

    private static async Task EnrolAsync(HttpClient client, string programme, int count)
    {
        using var answer = await client.PostAsJsonAsync("/development/entrants", new { count, programme }, Cancelled);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits until the board has counted so many people.</summary>
    private static async Task SeenAsync(HttpClient client, string programme, long people)
    {
        await using var events = await client.GetStreamAsync($"/board/events?programme={programme}", Cancelled);
        using var reader = new StreamReader(events);
        while (await reader.ReadLineAsync(Cancelled) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal)
                && (long)JsonNode.Parse(line["data: ".Length..])!["people"]!["all"]! == people)
            {
                return;
            }
        }

        Assert.Fail("The board stopped.");
    }
}
