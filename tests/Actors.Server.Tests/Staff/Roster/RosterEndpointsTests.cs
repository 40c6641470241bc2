using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Actors.Server.Tests.Staff.Roster;

/// <summary>The roster and the directory over HTTP, in a trial, where operators need no port of their own.</summary>
public sealed class RosterEndpointsTests : IAsyncDisposable
{
    private const string Roster = "/staff/roster/japan-2021";
    private const string Csv =
        "旅券番号,生年月日,姓,名,入国日\nTK0012345,1985-02-03,山田,花子,2026-03-05\n,1985-02-03,佐藤,太郎,2026-03-05\n";

    private readonly ServerFactory _server = new()
    {
        Settings = { ["Development:Enabled"] = "true", ["Clock:Start"] = "2026-03-02T08:00:00+09:00" },
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task E1_A_roster_is_imported_listed_corrected_and_deleted()
    {
        using var client = _server.CreateClient();
        var dry = await ImportAsync(client, $"{Roster}/imports?dryRun=true", Csv);
        Assert.True(dry["dryRun"]!.GetValue<bool>());
        Assert.Equal((1, 1), (dry["added"]!.GetValue<int>(), dry["notLoaded"]!.GetValue<int>()));
        Assert.Empty(await ListAsync(client));

        var report = await ImportAsync(client, $"{Roster}/imports", Csv);
        Assert.Equal((1, 1), (report["added"]!.GetValue<int>(), report["findings"]!.AsArray().Count));
        Assert.Equal(
            (3, "passport number"),
            (report["findings"]![0]!["line"]!.GetValue<int>(), report["findings"]![0]!["field"]!.GetValue<string>()));
        var row = Assert.Single(await ListAsync(client))!;
        Assert.Equal(("2026-03-05", false), (row["arrivalDate"]!.GetValue<string>(), row["registered"]!.GetValue<bool>()));

        var id = row["row"]!.GetValue<string>();
        var details = new { passportNumber = "TK9", birthDate = "1985-02-03", surname = "YAMADA", arrivalDate = "2026-03-06" };
        using var bad = await client.PutAsJsonAsync($"{Roster}/rows/{id}", details, Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Contains("passport number", await bad.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        using var good = await client.PutAsJsonAsync(
            $"{Roster}/rows/{id}", details with { passportNumber = "TK0012346" }, Cancelled);
        Assert.Equal("Changed", (await good.Content.ReadFromJsonAsync<JsonNode>(Cancelled))!["change"]!.GetValue<string>());
        using var again = await client.PostAsJsonAsync(
            $"{Roster}/rows", details with { passportNumber = "TK 0012346" }, Cancelled);
        var same = (await again.Content.ReadFromJsonAsync<JsonNode>(Cancelled))!;
        Assert.Equal((id, "Unchanged"), (same["row"]!.GetValue<string>(), same["change"]!.GetValue<string>()));

        using var deleted = await client.DeleteAsync($"{Roster}/rows/{id}", Cancelled);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await client.DeleteAsync($"{Roster}/rows/{id}", Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Empty(await ListAsync(client));
    }

    [Fact]
    public async Task E1_Findings_come_as_CSV_to_those_who_ask_for_it()
    {
        using var client = _server.CreateClient();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/csv");
        using var answer = await PostAsync(client, $"{Roster}/imports", Csv);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            "line,field,reason,row loaded\r\n3,passport number,There is no passport number.,no\r\n",
            await answer.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task E11_A_directory_is_imported_and_asked()
    {
        using var client = _server.CreateClient();
        var report = await ImportAsync(
            client, "/staff/centres/japan-2021/imports",
            "municipality,name,kind,phones\nMinato,Minato Centre,,03-6400-0000\nnational,Hotline,consultation,0120-565653\n");
        Assert.Equal(2, report["added"]!.GetValue<int>());
        var found = await client.GetFromJsonAsync<JsonArray>("/staff/centres/japan-2021?municipality=Sapporo", Cancelled);
        Assert.Equal("Hotline", Assert.Single(found!)!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/staff/roster/atlantis/imports", "text/csv", HttpStatusCode.NotFound)]
    [InlineData("/staff/centres/atlantis/imports", "text/csv", HttpStatusCode.NotFound)]
    [InlineData($"{Roster}/imports", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData($"{Roster}/imports", "text/csv", HttpStatusCode.BadRequest)]
    public async Task E1_What_is_no_roster_is_refused(string path, string type, HttpStatusCode expected)
    {
        using var client = _server.CreateClient();
        using var answer = await client.PostAsync(path, new StringContent("name\nx\n", Encoding.UTF8, type), Cancelled);
        Assert.Equal(expected, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, string csv) =>
        client.PostAsync(path, new StringContent(csv, Encoding.UTF8, "text/csv"), Cancelled);

    private static async Task<JsonNode> ImportAsync(HttpClient client, string path, string csv)
    {
        using var answer = await PostAsync(client, path, csv);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancelled))!;
    }

    private static async Task<JsonArray> ListAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<JsonArray>($"{Roster}/rows?from=2026-03-01&to=2026-03-31", Cancelled))!;
}
