using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Actors.Client;
using Actors.Domain.Access;
using Actors.Grains.Entrants;
using Actors.Protocol.Messages;
using Actors.Server.Demo.Outbox;
using Actors.Server.Staff;
using Actors.Server.Tests.Phones;
using Actors.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;
using TestResult = Actors.Protocol.Messages.TestResult;

namespace Actors.Server.Tests.Staff.Airport;

/// <summary>
/// E9: an officer inspects people whose phones are real clients, at the whole server on SQLite. The test push goes through the
/// outbox to the push service of the demo.
/// </summary>
public sealed partial class AirportEndpointsTests : IAsyncDisposable
{
    private const string Programme = "japan-2021";

    private readonly ListeningServer _server = ListeningServer.Start(
        ("Registration:AnswerAfter", "00:00:00.05"), ("Registration:AttemptsPerAddress", "1000"),
        ("Clock:Start", "2021-04-05T00:30:00+09:00"));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Twenty people in a queue: scan, mark, test, next. Each takes nine keys.</summary>
    [Fact]
    public async Task E9_An_officer_lets_twenty_people_pass_by_keys()
    {
        var phones = new List<Traveller>();
        try
        {
            for (var number = 0; number < 20; number++)
            {
                phones.Add(await Traveller.RegisterAsync(_server, number));
            }

            await ImportAsync(phones);
            using var officer = await OfficerAsync();
            foreach (var phone in phones)
            {
                // The QR code on the phone, the machine-readable zone, or the number of the passport.
                var text = (phone.Number % 3) switch
                {
                    0 => (await phone.Client.GetInspectionCodeAsync(Cancelled)).Code,
                    1 => phone.Zone,
                    _ => phone.Passport,
                };
                var found = await officer.SendAsync("/search", new { text });
                var person = Assert.Single(found["people"]!.AsArray())!;
                Assert.Equal(phone.Passport, (string?)person["people"]![0]!["passportNumber"]);
                var path = $"/people/{(string?)person["status"]!["person"]}";
                await officer.SendAsync($"{path}/tests", new { });
                foreach (var item in new[] { "pledge", "testCertificate", "questionnaire", "locationHistory", "exposureApp" })
                {
                    await officer.SendAsync($"{path}/marks", new { item, mark = "met" });
                }

                await officer.WaitAsync(path, status => (bool)status["mayPass"]!);
                var passed = await officer.SendAsync($"{path}/passing", new { landedAt = "" });
                Assert.NotNull((string?)passed["passedAt"]);

                // It is half past midnight: they landed the day before, as their flight.
                var stay = (await _server.Services.GetRequiredService<IGrainFactory>()
                    .GetGrain<IEntrantGrain>(phone.Person).ReadAsync()).Stay!;
                Assert.Equal((1, new DateOnly(2021, 4, 18)), (stay.Day!.Value, stay.LastDate));
                Assert.True(stay.IsConfirmed);
                Assert.Empty(stay.Prompts); // No test is a duty.
            }

            // Each look at the details is in the access log: once for each person.
            await using var connection = await _server.Services.GetRequiredService<Database>().OpenAsync(Cancelled);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(DISTINCT subject), count(*) FROM access_log WHERE why LIKE 'Inspection%'";
            await using var entries = await command.ExecuteReaderAsync(Cancelled);
            Assert.True(await entries.ReadAsync(Cancelled));
            Assert.Equal((20, 20), (entries.GetInt64(0), entries.GetInt64(1)));
        }
        finally
        {
            foreach (var phone in phones)
            {
                await phone.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task What_is_missing_is_said_with_the_fix_in_the_language_of_the_person()
    {
        await using var phone = await Traveller.RegisterAsync(_server, 1, language: "vi", denied: true);
        using var officer = await OfficerAsync();
        var person = Assert.Single((await officer.SendAsync(
            "/search", new { text = phone.Passport.ToLowerInvariant() }))["people"]!
            .AsArray())!;
        Assert.False((bool)person["people"]![0]!["confirmed"]!);
        var path = $"/people/{phone.Person}";
        await officer.SendAsync($"{path}/tests", new { });
        var status = await officer.WaitAsync(path, status => Standing(status, "locationTest") == "missing"
            && (string?)Line(status, "permissions")["fixLocal"] is not null);
        Assert.Contains("cho phép vị trí", (string?)Line(status, "locationTest")["fixLocal"], StringComparison.Ordinal);
        Assert.Contains("allow location", (string?)Line(status, "permissions")["fix"], StringComparison.Ordinal);

        // Not everything is met.
        using var refused = await officer.PostAsync($"{path}/passing", new { landedAt = "23:10" });
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        using var byHand = await officer.PostAsync($"{path}/marks", new { item = "pushTest", mark = "met" });
        Assert.Equal(HttpStatusCode.Conflict, byHand.StatusCode);
        using var unknown = await officer.PostAsync($"{path}/marks", new { item = "shoes", mark = "met" });
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);

        // To mark it confirms the person; the phone is waived, and a rental phone noted.
        status = await officer.SendAsync($"{path}/marks", new { item = "confirmed", mark = "met" });
        Assert.Equal("met", Standing(status, "confirmed"));
        foreach (var line in status["lines"]!.AsArray().Where(line => (string?)line!["standing"] != "met"))
        {
            status = await officer.SendAsync($"{path}/marks", new { item = (string?)line!["item"], mark = "waived" });
        }

        using var incomplete = await officer.PostAsync($"{path}/rental", new { vendor = "Airport Mobile", contract = "" });
        Assert.Equal(HttpStatusCode.BadRequest, incomplete.StatusCode);
        await officer.SendAsync($"{path}/rental", new { vendor = "Airport Mobile", contract = "A-77", returnBy = "2021-04-20" });
        var opened = await officer.SendAsync(path, new { });
        Assert.Equal("A-77", (string?)opened["people"]![0]!["rentalContract"]);

        using var unknownLanding = await officer.PostAsync($"{path}/passing", new { landedAt = "" });
        Assert.Contains("time of landing", await unknownLanding.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal(
            "2021-04-04 23:10", (string?)(await officer.SendAsync($"{path}/passing", new { landedAt = "23:10" }))["landedAt"]);
    }

    [Fact]
    public async Task Details_are_corrected_and_the_roster_is_asked_again()
    {
        await using var phone = await Traveller.RegisterAsync(_server, 7);
        await ImportAsync([phone], passport: "TR0000099");
        using var officer = await OfficerAsync();
        var found = await officer.SendAsync("/search", new { text = "TRAVELLER SEVEN 1990-02-10" });
        Assert.Equal(phone.Person, (string?)found["people"]![0]!["status"]!["person"]);
        var missing = await officer.SendAsync("/search", new { text = "TR0000099" });
        Assert.Contains("not registered yet", (string?)missing["problem"], StringComparison.Ordinal);
        using var wrong = await officer.PostAsync(
            $"/people/{phone.Person}/details",
            new { passportNumber = "TR0000099", birthDate = "1990-02-31", surname = "TRAVELLER", givenName = "SEVEN" });
        Assert.Contains("birthDate", await wrong.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        await officer.SendAsync(
            $"/people/{phone.Person}/details",
            new { passportNumber = "TR0000099", birthDate = "1990-02-10", surname = "TRAVELLER", givenName = "SEVEN" });
        await officer.WaitAsync($"/people/{phone.Person}", status => Standing(status, "confirmed") == "met");
    }

    [Theory]
    [InlineData("hello", "Scan the QR code")]
    [InlineData("TK7654321", "has registered with this")]
    [InlineData("P<UTOERIKSSON<<ANNA", "cannot be read")]
    [InlineData("Q10000000000000000000000000000000000000000000000000000000000000000", "expired")]
    public async Task What_is_not_found_says_what_to_do(string text, string expected)
    {
        using var officer = await OfficerAsync();
        var found = await officer.SendAsync("/search", new { text });
        Assert.Empty(found["people"]!.AsArray());
        Assert.Contains(expected, (string?)found["problem"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_officer_of_another_programme_finds_nobody_here()
    {
        await using var phone = await Traveller.RegisterAsync(_server, 3);
        using var officer = await OfficerAsync("england-2021");
        Assert.Empty((await officer.SendAsync("/search", new { text = phone.Passport }))["people"]!.AsArray());
        using var opened = await officer.PostAsync($"/people/{phone.Person}", new { });
        Assert.Equal(HttpStatusCode.NotFound, opened.StatusCode);
        using var marked = await officer.PostAsync($"/people/{phone.Person}/marks", new { item = "pledge", mark = "met" });
        Assert.Equal(HttpStatusCode.NotFound, marked.StatusCode);
    }

    private static JsonNode Line(JsonNode status, string item) =>
        status["lines"]!.AsArray().Single(line => (string?)line!["item"] == item)!;

    private static string? Standing(JsonNode status, string item) => (string?)Line(status, item)["standing"];

    private async Task ImportAsync(IEnumerable<Traveller> phones, string? passport = null)
    {
        using var http = new HttpClient { BaseAddress = _server.Address };
        var rows = phones.Select(phone =>
            $"{passport ?? phone.Passport},{phone.BirthDate:yyyy-MM-dd},TRAVELLER,{phone.Name},2021-04-04,NH842");
        using var answer = await http.PostAsync(
            $"/staff/roster/{Programme}/imports",
            new StringContent(
                "passport number,date of birth,surname,given name,arrival date,flight\n" + string.Join('\n', rows),
                new System.Net.Http.Headers.MediaTypeHeaderValue("text/csv")),
            Cancelled);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
    }

    private Task<Officer> OfficerAsync(string? programme = null) => Officer.SignInAsync(_server, programme);

    /// <summary>The desk of an officer who has signed in.</summary>
    private sealed partial class Officer(HttpClient http) : IDisposable
    {
        public static async Task<Officer> SignInAsync(ListeningServer server, string? programme)
        {
            server.Services.GetRequiredService<StaffOptions>().FailureAnswer = TimeSpan.Zero;
            await using var scope = server.Services.CreateAsyncScope();
            var mail = $"officer-{Guid.NewGuid():N}@centre.example";
            var account = new Actors.Privacy.Staff.StaffAccount
            {
                Id = Actors.Domain.Protection.RecordId.New(),
                Name = "Officer",
                Mail = mail,
                Roles = [StaffRole.AirportOfficer],
                Programmes = programme is null ? [] : [new(programme)],
                CreatedAt = TimeProvider.System.GetUtcNow(),
            };
            var users = scope.ServiceProvider.GetRequiredService<Actors.Server.Staff.Accounts.StaffUsers>();
            Assert.True((await users.CreateAsync(account, StaffBrowser.Password)).Succeeded);
            var http = new HttpClient(new HttpClientHandler { CookieContainer = new(), AllowAutoRedirect = false })
            {
                BaseAddress = server.Address,
            };
            http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            var token = Token().Match(await http.GetStringAsync(new Uri("/staff/sign-in", UriKind.Relative), Cancelled));
            using var signedIn = await http.PostAsync(
                new Uri("/staff/sign-in", UriKind.Relative),
                new FormUrlEncodedContent(
                [
                    new("mail", mail), new("password", StaffBrowser.Password),
                    new("form-token", WebUtility.HtmlDecode(token.Groups[1].Value)),
                ]),
                Cancelled);
            Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
            var page = await http.GetStringAsync(new Uri("/staff/airport", UriKind.Relative), Cancelled);
            http.DefaultRequestHeaders.Accept.Clear();
            http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
            http.DefaultRequestHeaders.Add("X-Form-Token", WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value));
            return new(http);
        }

        public Task<HttpResponseMessage> PostAsync(string path, object body) =>
            http.PostAsJsonAsync($"/staff/airport{path}", body, Cancelled);

        public async Task<JsonNode> SendAsync(string path, object body)
        {
            using var answer = await PostAsync(path, body);
            Assert.True(
                answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancelled)}");
            return (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancelled))!;
        }

        /// <summary>Polls the checklist as the page does, until it is so.</summary>
        public async Task<JsonNode> WaitAsync(string path, Predicate<JsonNode> isSo)
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, Cancelled);
            while (true)
            {
                var status = (await http.GetFromJsonAsync<JsonNode>($"/staff/airport{path}/checklist", either.Token))!;
                if (isSo(status))
                {
                    return status;
                }
            }
        }

        public void Dispose() => http.Dispose();

        [GeneratedRegex("name=\"form-token\" value=\"([^\"]*)\"")]
        private static partial Regex Token();
    }

    /// <summary>A person with a phone that has registered, is connected, and has a push subscription.</summary>
    private sealed class Traveller : PhoneListener, IAsyncDisposable
    {
        private static readonly string[] Names = ["ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN"];
        private readonly HttpClient _http;
        private readonly PhoneKey _key = PhoneKey.Create();
        private readonly bool _denied;

        private Traveller(ListeningServer server, int number, bool denied)
        {
            (Number, _denied) = (number, denied);
            _http = new HttpClient { BaseAddress = server.Address };
        }

        public int Number { get; }

        public string Person => _key.Person;

        public string Passport => $"TR{Number:D7}";

        public DateOnly BirthDate => new DateOnly(1990, 2, 3).AddDays(Number);

        public string Name => Names[Number % Names.Length];

        public EntrantClient Client { get; private set; } = null!;

        /// <summary>The machine-readable zone, as a scanner types it.</summary>
        public string Zone
        {
            get
            {
                var (number, birth) = ($"{Passport}", $"{BirthDate:yyMMdd}");
                var line = $"{number}{Digit(number)}UTO{birth}{Digit(birth)}F300101{Digit("300101")}{new string('<', 14)}<";
                var all = line[..10] + line[13..20] + line[21..43];
                return $"P<UTOTRAVELLER<<{Name}".PadRight(44, '<') + "\r\n" + line + Digit(all);

                static int Digit(string text) => Domain.Registration.Mrz.CheckDigit(text);
            }
        }

        public static async Task<Traveller> RegisterAsync(
            ListeningServer server, int number, string language = "en", bool denied = false)
        {
            var phone = new Traveller(server, number, denied);
            var client = new RegistrationClient(phone._http, phone._key, TimeProvider.System);
            var now = TimeProvider.System.GetUtcNow();
            var birth = new TypedDate(phone.BirthDate.Year, phone.BirthDate.Month, phone.BirthDate.Day);
            await client.RegisterAsync(
                Programme,
                new(
                    phone._key.PublicKey, language, "1.0.0", "Android 12",
                    [.. Enum.GetValues<ConsentKind>().Select(kind => new ConsentGiven(kind, 1, now))],
                    new(true, true, true, true),
                    new(phone.Passport, phone.Passport, birth, birth, "TRAVELLER", phone.Name, "UTO"), now),
                Cancelled);
            var token = await client.IssueTokenAsync(Cancelled);
            phone.Client = new(token.Token, server.ClientOptions with { Language = language }, phone);
            await phone.Client.StartAsync(Cancelled);
            await phone.Client.SubscribePushAsync(
                server.Services.GetRequiredService<LocalPushService>().Subscribe(
                    server.Address, push => EntrantClient.ConfirmPushAsync(phone._http, push, Cancelled)),
                Cancelled);
            return phone;
        }

        public override async Task OnTestsAsync(EntrantClient client, PhoneTests tests)
        {
            var condition = new Condition(LocationDenied: _denied);
            await client.ReportTestAsync(_denied
                ? new(tests.Number, TestKind.Location, TestResult.Denied, Condition: condition)
                : new(
                    tests.Number, TestKind.Location, TestResult.Passed,
                    new(35.7720, 140.3929, 12, TimeProvider.System.GetUtcNow()),
                    condition));
            await client.ReportTestAsync(new(tests.Number, TestKind.Camera, TestResult.Passed));
        }

        public async ValueTask DisposeAsync()
        {
            await Client.DisposeAsync();
            _http.Dispose();
            _key.Dispose();
        }
    }
}
