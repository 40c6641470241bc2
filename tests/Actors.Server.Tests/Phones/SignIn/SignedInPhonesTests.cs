using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Actors.Privacy.Tokens;
using Actors.Server.Phones;
using Actors.Server.Phones.SignIn;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Server.Tests.Phones.SignIn;

public sealed class SignedInPhonesTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Revoked_token_takes_its_open_connections_with_it()
    {
        await using var server = ListeningServer.Start();
        var guests = await server.EnrolAsync(count: 2);
        using var first = await RawPhone.ConnectAndGreetAsync(server, guests[0].Token);
        using var second = await RawPhone.ConnectAsync(server, guests[0].Token);
        using var other = await RawPhone.ConnectAndGreetAsync(server, guests[1].Token);
        var phones = server.Services.GetRequiredService<SignedInPhones>();
        Assert.True(PhoneToken.TryParse(guests[0].Token, out var token));

        Assert.True(await phones.RevokeAsync(token, Cancelled));

        await AssertClosedAsync(first);
        await AssertClosedAsync(second);
        await Assert.ThrowsAsync<WebSocketException>(() => RawPhone.ConnectAsync(server, guests[0].Token));
        Assert.NotNull((await other.InvokeAsync("GetHome", "{}"))["result"]);
        Assert.False(await phones.RevokeAsync(token, Cancelled));
    }

    [Fact]
    public async Task Operators_revoke_the_tokens_of_a_person_while_the_server_runs()
    {
        await using var server = ListeningServer.Start();
        var guests = await server.EnrolAsync(count: 2);
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guests[0].Token);
        using var other = await RawPhone.ConnectAndGreetAsync(server, guests[1].Token);
        using var http = new HttpClient { BaseAddress = server.Address };
        using (var wrong = await http.PostAsJsonAsync("/phones/revocations", new { person = "me" }, Cancelled))
        {
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        using var answer = await http.PostAsJsonAsync("/phones/revocations", new { person = guests[0].Person }, Cancelled);
        Assert.Equal("""{"tokens":1}""", await answer.Content.ReadAsStringAsync(Cancelled));
        await AssertClosedAsync(phone);
        await Assert.ThrowsAsync<WebSocketException>(() => RawPhone.ConnectAsync(server, guests[0].Token));
        Assert.NotNull((await other.InvokeAsync("GetHome", "{}"))["result"]);
    }

    [Fact]
    public async Task A_phone_renews_its_token()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        string token;
        using (var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token))
        {
            token = (string)(await phone.InvokeAsync("RenewToken", "{}"))["result"]!["token"]!;
        }

        using var renewed = await RawPhone.ConnectAndGreetAsync(server, token);
        Assert.NotNull((await renewed.InvokeAsync("GetHome", "{}"))["result"]);
        await Assert.ThrowsAsync<WebSocketException>(() => RawPhone.ConnectAsync(server, guest.Token));
    }

    /// <summary>One token opened 2,000 connections. The newest must work: the old ones of a phone may hang.</summary>
    [Fact]
    public async Task Oldest_connection_of_a_person_gives_way_to_the_newest()
    {
        await using var server = ListeningServer.Start(("EntrantHub:ConnectionsPerPerson", "2"));
        var guests = await server.EnrolAsync(count: 2);
        using var other = await RawPhone.ConnectAndGreetAsync(server, guests[1].Token);
        using var first = await RawPhone.ConnectAndGreetAsync(server, guests[0].Token);
        using var second = await RawPhone.ConnectAndGreetAsync(server, guests[0].Token);
        using var third = await RawPhone.ConnectAndGreetAsync(server, guests[0].Token);
        await AssertClosedAsync(first);
        foreach (var phone in new[] { second, third, other })
        {
            Assert.NotNull((await phone.InvokeAsync("GetHome", "{}"))["result"]);
        }
    }

    /// <summary>Each request costs a look at the database and some memory, also when no connection follows.</summary>
    [Fact]
    public async Task Requests_to_connect_are_counted_for_their_person_and_the_token_stays_good()
    {
        await using var server = ListeningServer.Start(("EntrantHub:ConnectsPerMinute", "4"));
        var guests = await server.EnrolAsync(count: 2);
        using var http = new HttpClient { BaseAddress = server.Address };
        for (var count = 0; count < 4; count++)
        {
            Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(http, guests[0].Token));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await NegotiateAsync(http, guests[0].Token));
        Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(http, guests[1].Token));
    }

    [Fact]
    public async Task Connections_of_a_person_share_one_budget_that_a_reconnect_does_not_renew()
    {
        await using var server = ListeningServer.Start(
            ("EntrantHub:MessageBurst", "4"), ("EntrantHub:MessagesPerSecond", "0.000001"));
        var guests = await server.EnrolAsync(count: 2);
        using (var first = await RawPhone.ConnectAndGreetAsync(server, guests[0].Token))
        {
            Assert.NotNull((await first.InvokeAsync("GetHome", "{}"))["result"]);
        }

        using var second = await RawPhone.ConnectAndGreetAsync(server, guests[0].Token);
        using var third = await RawPhone.ConnectAsync(server, guests[0].Token);
        Assert.NotNull((await third.InvokeAsync("Hello", Hello))["result"]);
        Assert.Equal(ErrorCode.TooManyMessages, RawPhone.ErrorOf(await second.InvokeAsync("GetHome", "{}")).Code);
        Assert.Equal(ErrorCode.TooManyMessages, RawPhone.ErrorOf(await third.InvokeAsync("GetHome", "{}")).Code);
        using var other = await RawPhone.ConnectAndGreetAsync(server, guests[1].Token);
        Assert.NotNull((await other.InvokeAsync("GetHome", "{}"))["result"]);
    }

    [Fact]
    public async Task Connection_that_keeps_sending_what_no_app_sends_is_closed()
    {
        var wall = new TestTimeProvider();
        await using var server = ListeningServer.Start(
            services => services.AddSingleton(
                provider => ActivatorUtilities.CreateInstance<EntrantHubFilter>(provider, wall)),
            ("EntrantHub:FaultyMessages", "3"));
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        string[] faulty = ["Fly", "CheckIn", "GetTimeline"];
        foreach (var method in faulty)
        {
            Assert.Contains(
                RawPhone.ErrorOf(await phone.InvokeAsync(method, "7")).Code,
                new[] { ErrorCode.UnknownMessage, ErrorCode.WrongTypes });
        }

        wall.Advance(server.Services.GetRequiredService<IOptions<EntrantHubOptions>>().Value.Farewell);
        await AssertClosedAsync(phone);
    }

    [Fact]
    public async Task Calls_that_a_person_asks_for_are_counted()
    {
        await using var server = ListeningServer.Start(("EntrantHub:CallsPerHour", "2"));
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);
        Assert.Null((await phone.InvokeAsync("RequestCall", "{}"))["error"]);
        Assert.Null((await phone.InvokeAsync("RequestCall", "{}"))["error"]);
        Assert.Equal(ErrorCode.TooManyMessages, RawPhone.ErrorOf(await phone.InvokeAsync("RequestCall", "{}")).Code);
    }

    private const string Hello = """{"protocolVersion":1,"appVersion":"9.0.0","platform":"test","language":"en"}""";

    private static async Task<HttpStatusCode> NegotiateAsync(HttpClient http, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hubs/entrant/negotiate?negotiateVersion=1");
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await http.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    /// <summary>At most the message that closes the connection comes; then nothing more.</summary>
    private static async Task AssertClosedAsync(RawPhone phone) =>
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await phone.ReadAnswerAsync();
            await phone.ReadAnswerAsync();
        });
}
