using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Actors.Client;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Registration;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.Server.Tests.Phones;
using Actors.Testing;
using Actors.Testing.Registration;
using Microsoft.Extensions.DependencyInjection;
using ConsentKind = Actors.Protocol.Messages.ConsentKind;
using PhoneMode = Actors.Protocol.Messages.PhoneMode;
using TypedDetails = Actors.Protocol.Messages.TypedDetails;

using static Actors.Server.Tests.Registration.RegisteringPhone;

namespace Actors.Server.Tests.Registration;

/// <summary>Phones register at the whole server, on SQLite, by its public endpoints.</summary>
public sealed class RegistrationEndpointsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static ListeningServer Start(TestRoster? roster = null, params (string Name, string Value)[] settings) =>
        ListeningServer.Start(
            services =>
            {
                if (roster is not null)
                {
                    services.AddSingleton<IRosterMatch>(roster);
                    services.AddSingleton<IRegistrationMail>(roster);
                }
            },
            [("Registration:AnswerAfter", "00:00:00.05"), .. settings]);

    [Fact]
    public async Task A_person_registers_lands_and_is_followed()
    {
        var roster = new TestRoster();
        roster.Expect(new("TK1234567", new(1990, 2, 3), "TESTER", "ANNA"));
        await using var server = Start(roster);
        using var phone = new RegisteringPhone(server);

        var screens = await phone.Client.ReadScreensAsync(Programme, Cancelled);
        Assert.Equal(
            [ConsentKind.Terms, ConsentKind.Health, ConsentKind.Pledge, ConsentKind.Location],
            screens.Consents.Select(consent => consent.Kind));
        Assert.Equal(10, screens.Languages.Count);

        var answer = await phone.RegisterAsync();
        Assert.Equal(phone.Client.Person, answer.Person);
        Assert.Equal(answer.Person, (await phone.RegisterAsync()).Person); // Sent again.
        var token = await phone.Client.IssueTokenAsync(Cancelled);
        var status = await phone.ReadAsync(token.Token, RegistrationProgress.Confirmed);
        Assert.Equal(("TK1234567", "TESTER"), (status.Details.PassportNumber, status.Details.Surname));

        await phone.Client.ArriveAsync(new(2021, 4, 5, 8, 0, 0, TimeSpan.FromHours(9)), Cancelled);
        await using var connected = new EntrantClient(token.Token, server.ClientOptions, new QuietListener());
        var welcome = await connected.StartAsync(Cancelled);
        Assert.Equal(HomeState.Confirmed, Assert.Single(welcome.Homes).State);
        var refused = await Assert.ThrowsAsync<RegistrationRefusedException>(
            () => phone.Client.SetModeAsync(PhoneMode.Normal, Cancelled));
        Assert.Equal((HttpStatusCode.Conflict, ErrorCode.StayGoesOn), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_person_whom_the_roster_does_not_know_corrects_says_so_and_brings_a_companion()
    {
        await using var server = Start(new TestRoster());
        using var phone = new RegisteringPhone(server, language: "ja");
        await phone.RegisterAsync();
        var token = (await phone.Client.IssueTokenAsync(Cancelled)).Token;
        var waiting = await phone.ReadAsync(token, RegistrationProgress.Waiting);
        Assert.Contains(waiting.Texts, text => text.Text.Contains("照合", StringComparison.Ordinal));
        await phone.Client.CorrectAsync(Details("TK7654321"), Cancelled);
        await phone.Client.UpholdAsync(Cancelled);
        var form = new CompanionForm("00000000000000a1", Consents(), Details("CH1234567"), default);
        var child = await phone.Client.AddCompanionAsync(form, Cancelled);
        Assert.Equal(child.Person, (await phone.Client.AddCompanionAsync(form, Cancelled)).Person);
        await phone.Client.ArriveAsync(new(2021, 4, 5, 8, 0, 0, TimeSpan.FromHours(9)), Cancelled);
        var status = await phone.ReadAsync(token, RegistrationProgress.Unconfirmed);
        Assert.Equal(("TK7654321", child.Person), (status.Details.PassportNumber, Assert.Single(status.Companions)));
        await using var connected = new EntrantClient(token, server.ClientOptions, new QuietListener());
        Assert.Equal(
            [HomeState.Unconfirmed, HomeState.Unconfirmed],
            (await connected.StartAsync(Cancelled)).Homes.Select(home => home.State));
    }

    /// <summary>Both are told; the phone before consents; it is signed out, and the other one speaks for the person.</summary>
    [Fact]
    public async Task Another_phone_takes_over_with_the_consent_of_the_one_before()
    {
        await using var server = Start(new TestRoster(), ("Registration:RequestsPerPerson", "100000"));
        using var first = new RegisteringPhone(server);
        using var second = new RegisteringPhone(server);
        await first.RegisterAsync();
        await first.Client.ArriveAsync(new(2021, 4, 5, 8, 0, 0, TimeSpan.FromHours(9)), Cancelled);
        var old = (await first.Client.IssueTokenAsync(Cancelled)).Token;
        var told = new NoticeListener();
        await using var connected = new EntrantClient(old, server.ClientOptions, told);
        await connected.StartAsync(Cancelled);

        await second.RegisterAsync();
        Assert.Equal(NoticeKind.OtherPhone, (await told.Notice).Kind);
        var status = await first.Client.ReadAsync(old, Cancelled);
        Assert.NotNull(status.OtherPhoneUntil);
        var wrong = await Assert.ThrowsAsync<RegistrationRefusedException>(
            () => second.Client.TryCodeAsync("00000000", Cancelled));
        Assert.Equal(ErrorCode.CodeWrong, wrong.Code);

        await first.Client.SettleTakeoverAsync(new(IsAllowed: true), Cancelled);
        while ((await second.Client.IssueTokenAsync(Cancelled)).Person != first.Client.Person)
        {
            // The registration of the second phone has not learnt it yet.
        }

        var token = (await second.Client.IssueTokenAsync(Cancelled)).Token;
        await using var other = new EntrantClient(token, server.ClientOptions, new QuietListener());
        Assert.Equal(first.Client.Person, (await other.StartAsync(Cancelled)).Person);
        var late = await Assert.ThrowsAsync<RegistrationRefusedException>(() => first.Client.IssueTokenAsync(Cancelled));
        Assert.Equal((HttpStatusCode.Unauthorized, ErrorCode.SignatureWrong), (late.Status, late.Code));
        await Assert.ThrowsAsync<RegistrationRefusedException>(() => first.Client.ReadAsync(old, Cancelled));
    }

    /// <summary>Nothing in the answer says whether the person exists.</summary>
    [Fact]
    public async Task Known_and_unknown_people_are_answered_alike()
    {
        await using var server = Start(new TestRoster());
        using var first = new RegisteringPhone(server);
        await first.RegisterAsync();
        var known = await RawAsync(server, Details("TK1234567"));
        var unknown = await RawAsync(server, Details("XX7654321"));
        Assert.Equal(known.Status, unknown.Status);
        Assert.Equal(known.Body.Length, unknown.Body.Length);
        Assert.Equal(known.Headers, unknown.Headers);
        var (one, other) = (JsonDocument.Parse(known.Body).RootElement, JsonDocument.Parse(unknown.Body).RootElement);
        Assert.Equal(one.GetProperty("texts").GetRawText(), other.GetProperty("texts").GetRawText());
    }

    /// <summary>So is every other public operation that takes details or a code.</summary>
    [Fact]
    public async Task Companions_corrections_and_codes_of_known_and_unknown_people_are_answered_alike()
    {
        await using var server = Start(new TestRoster());
        using var first = new RegisteringPhone(server);
        await first.RegisterAsync(Details("KN1234567"));
        using var asking = new RegisteringPhone(server);
        await asking.RegisterAsync(Details("KN1234567")); // Asks for the registration of the first phone.
        using var other = new RegisteringPhone(server);
        await other.RegisterAsync(Details("UN7654321"));
        AreAlike(await CompanionAsync("KN1234567", "00000000000000a1"), await CompanionAsync("UN7654322", "00000000000000a2"));
        AreAlike(await CorrectAsync("KN1234567"), await CorrectAsync("UN7654323"));
        AreAlike(await TryCodeAsync(asking.Key), await TryCodeAsync(other.Key));

        Task<(HttpStatusCode Status, string Body, IReadOnlyList<string> Headers)> CompanionAsync(
            string passport, string number) => PostAsync(
                server, other.Key, "/registration/companions", JsonSerializer.SerializeToUtf8Bytes(
                    new CompanionForm(number, Consents(), Details(passport), TimeProvider.System.GetUtcNow()),
                    ProtocolJson.Default.CompanionForm));

        Task<(HttpStatusCode Status, string Body, IReadOnlyList<string> Headers)> CorrectAsync(string passport) => PostAsync(
            server, other.Key, "/registration/corrections", JsonSerializer.SerializeToUtf8Bytes(
                new DetailsCorrection(Details(passport)), ProtocolJson.Default.DetailsCorrection));

        Task<(HttpStatusCode Status, string Body, IReadOnlyList<string> Headers)> TryCodeAsync(PhoneKey key) => PostAsync(
            server, key, "/registration/codes", JsonSerializer.SerializeToUtf8Bytes(
                new TakeoverCode("00000000"), ProtocolJson.Default.TakeoverCode));

        static void AreAlike(
            (HttpStatusCode Status, string Body, IReadOnlyList<string> Headers) known,
            (HttpStatusCode Status, string Body, IReadOnlyList<string> Headers) unknown)
        {
            Assert.Equal((known.Status, known.Body.Length), (unknown.Status, unknown.Body.Length));
            Assert.Equal(known.Headers, unknown.Headers);
        }
    }

    [Fact]
    public async Task What_is_wrong_is_named_with_its_fix_in_the_language_of_the_person()
    {
        await using var server = Start();
        using var phone = new RegisteringPhone(server, language: "ja");
        var refused = await Assert.ThrowsAsync<RegistrationRefusedException>(() => phone.RegisterAsync(
            details: Details("TK1234567") with { PassportNumberAgain = "TK1239567", BirthDateAgain = new(1990, 3, 3) },
            consents: [.. Consents().Skip(1)]));
        Assert.Equal(
            ["consents.terms", "details.birthDateAgain.month", "details.passportNumberAgain"],
            refused.Fields.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("同意", refused.Detail, StringComparison.Ordinal);

        var old = await Assert.ThrowsAsync<RegistrationRefusedException>(() => phone.RegisterAsync(platform: "Android 5.1"));
        Assert.Equal((HttpStatusCode.Forbidden, ErrorCode.SystemTooOld), (old.Status, old.Code));
        var none = await Assert.ThrowsAsync<RegistrationRefusedException>(() => phone.RegisterAsync(programme: "nowhere"));
        Assert.Equal((HttpStatusCode.NotFound, ErrorCode.ProgrammeUnknown), (none.Status, none.Code));
    }

    [Fact]
    public async Task Bodies_that_cannot_be_read_are_named_and_unsigned_ones_refused()
    {
        await using var server = Start();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var unsigned = await http.PostAsJsonAsync($"/registration/programmes/{Programme}", new { }, Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
        using var key = PhoneKey.Create();
        Assert.Contains("value-malformed", await PostAsync("{}"), StringComparison.Ordinal);
        Assert.Contains("value-malformed", await PostAsync("[1"), StringComparison.Ordinal);
        Assert.Contains("value-malformed", await PostAsync("null"), StringComparison.Ordinal);
        using var get = await http.GetAsync(new Uri("/registration", UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, get.StatusCode);

        async Task<string> PostAsync(string json)
        {
            using var request = Signed(key, $"/registration/programmes/{Programme}", Encoding.UTF8.GetBytes(json));
            using var response = await http.SendAsync(request, Cancelled);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            return await response.Content.ReadAsStringAsync(Cancelled);
        }
    }

    /// <summary>A captured request is worth nothing a second time, and none with another body.</summary>
    [Fact]
    public async Task A_signature_holds_once()
    {
        await using var server = Start();
        using var phone = new RegisteringPhone(server);
        await phone.RegisterAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.Equal(HttpStatusCode.OK, await SendAsync(at, "{}", "{}"));
        Assert.Equal(HttpStatusCode.Conflict, await SendAsync(at, "{}", "{}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(at + 1, "{}", "{ }"));
        Assert.Equal(
            HttpStatusCode.Unauthorized, await SendAsync(at - (long)TimeSpan.FromMinutes(6).TotalMilliseconds, "{}", "{}"));

        async Task<HttpStatusCode> SendAsync(long time, string signed, string sent)
        {
            using var request = Signed(phone.Key, "/registration/tokens", Encoding.UTF8.GetBytes(signed), time);
            request.Content = new StringContent(sent, Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request, Cancelled);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task A_phone_whose_clock_is_wrong_signs_by_the_clock_of_the_server()
    {
        await using var server = Start();
        using var phone = new RegisteringPhone(server, new TestTimeProvider(new(2001, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        await phone.RegisterAsync();
        Assert.StartsWith("pt1_", (await phone.Client.IssueTokenAsync(Cancelled)).Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_attempts_with_one_passport_are_refused_whether_it_is_known_or_not()
    {
        await using var server = Start(null, ("Registration:AttemptsPerPassport", "2"));
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var phone = new RegisteringPhone(server);
            await phone.RegisterAsync();
        }

        using var third = new RegisteringPhone(server);
        var refused = await Assert.ThrowsAsync<RegistrationRefusedException>(() => third.RegisterAsync());
        Assert.Equal((HttpStatusCode.TooManyRequests, ErrorCode.TooManyAttempts), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task The_public_link_has_a_page_and_a_code()
    {
        await using var server = Start(null, ("Registration:PublicAddress", "https://entry.example/"));
        using var http = new HttpClient { BaseAddress = server.Address };
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("vi");
        var page = await http.GetStringAsync(new Uri($"/enter/{Programme}", UriKind.Relative), Cancelled);
        Assert.Contains("https://entry.example/enter/japan-2021", page, StringComparison.Ordinal);
        Assert.Contains("lang=\"vi\"", page, StringComparison.Ordinal);
        Assert.Contains("<svg", await http.GetStringAsync(new Uri($"/enter/{Programme}/qr.svg", UriKind.Relative), Cancelled),
            StringComparison.Ordinal);
        using var none = await http.GetAsync(new Uri("/enter/nowhere", UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    /// <summary>The development endpoint brings people in by registration too.</summary>
    [Fact]
    public async Task People_enrolled_in_bulk_are_registered()
    {
        await using var server = Start();
        var guest = (await server.EnrolAsync(companionsEach: 2))[0];
        var grains = server.Services.GetRequiredService<IGrainFactory>();
        var view = (await grains.GetGrain<IRegistrationGrain>(guest.Person).ReadAsync())!;
        Assert.True(view.IsConfirmed);
        Assert.Equal(guest.Companions, view.Companions.Select(companion => companion.ToString()));
        var companion = (await grains.GetGrain<IRegistrationGrain>(guest.Companions[0]).ReadAsync())!;
        Assert.Equal(EntrantId.Parse(guest.Person), companion.Carer);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var key = PhoneKey.Create();
        var status = await new RegistrationClient(http, key, TimeProvider.System).ReadAsync(guest.Token, Cancelled);
        Assert.Equal(RegistrationProgress.Confirmed, status.State);
    }

    private static HttpRequestMessage Signed(PhoneKey key, string path, byte[] body, long? signedAt = null)
    {
        var at = signedAt ?? TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.Add("Device-Person", key.Person);
        request.Headers.Add("Device-Time", $"{at}");
        request.Headers.Add("Device-Signature", key.Sign($"POST {path}", key.Person, at, body));
        return request;
    }

    private static async Task<(HttpStatusCode Status, string Body, IReadOnlyList<string> Headers)> RawAsync(
        ListeningServer server, TypedDetails details)
    {
        using var key = PhoneKey.Create();
        var form = Form(details) with { DeviceKey = key.PublicKey, SentAt = TimeProvider.System.GetUtcNow() };
        return await PostAsync(
            server, key, $"/registration/programmes/{Programme}",
            JsonSerializer.SerializeToUtf8Bytes(form, ProtocolJson.Default.RegistrationForm));
    }

    private static async Task<(HttpStatusCode Status, string Body, IReadOnlyList<string> Headers)> PostAsync(
        ListeningServer server, PhoneKey key, string path, byte[] body)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var request = Signed(key, path, body);
        using var response = await http.SendAsync(request, Cancelled);
        return (
            response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled),
            [.. response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date")
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal)]);
    }

    private sealed class QuietListener : PhoneListener;

    private sealed class NoticeListener : PhoneListener
    {
        private readonly TaskCompletionSource<Notice> _notice = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Notice> Notice => _notice.Task.WaitAsync(Cancelled);

        public override Task OnNoticeAsync(EntrantClient client, Notice notice)
        {
            _notice.TrySetResult(notice);
            return Task.CompletedTask;
        }
    }
}
