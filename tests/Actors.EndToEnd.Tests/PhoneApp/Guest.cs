using System.Net.Http.Json;
using System.Text.Json;
using System.Threading.Channels;
using Actors.Client;
using Actors.Domain.Entrants.Stays;
using Actors.Protocol.Messages;
using Actors.Server.Demo.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>A fictional person whose stay goes on, and whose app is to be opened in a browser.</summary>
/// <param name="Person">The id.</param>
/// <param name="Token">What the app signs in with.</param>
internal sealed record Guest(string Person, string Token)
{
    /// <summary>Puts a person on the roster, registers the person, and begins the stay some days ago.</summary>
    public static async Task<Guest> EnrolAsync(RealServer server, int days = 2)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.PostAsJsonAsync("development/entrants", new
        {
            count = 1,
            programme = "japan-2021",
            landedAt = new DateTimeOffset(2021, 4, 5, 6, 0, 0, TimeSpan.FromHours(9)).AddDays(-days),
        });
        answer.EnsureSuccessStatusCode();
        var people = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return new(people[0].GetProperty("person").GetString()!, people[0].GetProperty("token").GetString()!);
    }

    /// <summary>Registers a person on a phone, as before the airport.</summary>
    public static async Task<Guest> RegisterAsync(RealServer server, string language)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var key = PhoneKey.Create();
        var client = new RegistrationClient(http, key, TimeProvider.System);
        var (now, birth) = (TimeProvider.System.GetUtcNow(), new TypedDate(1990, 2, 3));
        var cancelled = TestContext.Current.CancellationToken;
        await client.RegisterAsync(
            "japan-2021",
            new(
                key.PublicKey, language, "1.0.0", "Android 12",
                [.. Enum.GetValues<ConsentKind>().Select(kind => new ConsentGiven(kind, 1, now))], new(true, true, true, true),
                new("TR0000001", "TR0000001", birth, birth, "TRAVELLER", "ANNA", "UTO"), now),
            cancelled);
        var token = await client.IssueTokenAsync(cancelled);
        return new(token.Person, token.Token);
    }

    /// <summary>The id as the grains take it.</summary>
    public EntrantId Id => EntrantId.Parse(Person);

    /// <summary>
    /// Lets the app find the person as if registered on this phone. A home screen is kept: without one the app would ask for
    /// another token, by the key of the phone, which this browser has not.
    /// </summary>
    public Task PlaceAsync(IPage page) => page.AddInitScriptAsync(
        $$"""
        if (!localStorage.getItem('actors.person')) {
          localStorage.setItem('actors.person', '"{{Person}}"');
          localStorage.setItem('actors.token', '"{{Token}}"');
          localStorage.setItem('actors.homes', JSON.stringify([{
            person: '{{Person}}', at: '2021-04-05T00:00:00Z', state: 'unconfirmed', prompts: [], texts: [],
          }]));
        }
        """);

    /// <summary>
    /// Lets the page subscribe to the local push service: a browser without a push service of its vendor refuses to subscribe.
    /// </summary>
    /// <returns>The pushes that the server sends to it.</returns>
    public static async Task<ChannelReader<PushMessage>> PlacePushAsync(RealServer server, IPage page)
    {
        var pushes = Channel.CreateUnbounded<PushMessage>();
        var subscription = server.Services.GetRequiredService<LocalPushService>().Subscribe(
            server.Address, push => pushes.Writer.WriteAsync(push).AsTask());
        await page.AddInitScriptAsync(
            $$"""
            const subscription = { unsubscribe: async () => true, toJSON: () => ({
              endpoint: '{{subscription.Endpoint}}', keys: { p256dh: '{{subscription.P256dh}}', auth: '{{subscription.Auth}}' },
            }) };
            let subscribed = null;
            PushManager.prototype.subscribe = async options => {
              if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new TypeError('Not as wanted.');
              return subscribed = subscription;
            };
            PushManager.prototype.getSubscription = async () => subscribed;
            """);
        return pushes.Reader;
    }
}
