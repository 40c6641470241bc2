using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Threading.Channels;
using Actors.Client;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;
using Actors.Grains.Entrants;
using Actors.Grains.Scheduling;
using Actors.Notifications.Outbox;
using Actors.Notifications.Sms;
using Actors.Notifications.Texts.Languages;
using Actors.Protocol.Messages;
using Actors.Server.Demo.Outbox;
using Actors.Server.Tests.Phones;
using Actors.Storage.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Excuse = Actors.Domain.Entrants.Prompts.Excuse;
using PromptOutcome = Actors.Domain.Entrants.Prompts.PromptOutcome;
using Contact = Actors.Domain.Entrants.Prompts.Channel;
using PromptKind = Actors.Domain.Entrants.Prompts.PromptKind;

namespace Actors.Server.Tests.Receipts;

/// <summary>A prompt to a phone without a connection goes by push, else by SMS, with a proof on each (SPEC Q6, E7).</summary>
public sealed class ReceiptEndpointsTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private static readonly DateTimeOffset HealthTime = new(2021, 4, 5, 11, 0, 1, TimeSpan.FromHours(9));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_prompt_reaches_a_phone_without_a_connection_by_push_and_the_phone_proves_it()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        var pushes = Channel.CreateUnbounded<PushMessage>();
        await SubscribeAsync(server, guest, message => pushes.Writer.WriteAsync(message, Cancelled).AsTask());
        Skip(server);

        var push = await ReadHealthAsync(pushes.Reader, push => push.Body);

        Assert.Equal(
            ("prompt", guest.Person, "健康状態の報告をお願いします", "ja"), (push.Kind, push.Person, push.Title, push.Language));
        Assert.Contains("14:00", push.Body, StringComparison.Ordinal);
        Assert.False(await IsDeliveredAsync(server, guest));
        using var http = new HttpClient { BaseAddress = server.Address };
        await EntrantClient.ConfirmPushAsync(http, push, Cancelled);
        await EntrantClient.ConfirmPushAsync(http, push, Cancelled);
        Assert.True(await IsDeliveredAsync(server, guest));
        var proof = Assert.Single((await HistoryAsync(server, guest)).OfType<EntrantEvent.PromptDelivered>());
        Assert.Equal(Contact.Push, proof.Channel);
        Assert.Equal(MessageState.Proved, (await FindAsync(server, push.Id))!.State);

        var other = (push.Handle[0] == 'A' ? 'B' : 'A') + push.Handle[1..];
        var foreign = await http.PostAsJsonAsync(PushReceipt.Path, new PushReceipt(other), Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task A_prompt_goes_by_sms_where_there_is_no_push_and_the_handset_proves_it()
    {
        await using var gateway = await Gateway.StartAsync();
        await using var server = StartWith(gateway);
        var guest = Assert.Single(await server.EnrolAsync());
        await AddNumberAsync(server, guest);
        Skip(server);

        var sms = await ReadHealthAsync(gateway.Messages.Reader, sms => sms.Text);

        Assert.Equal("+819012345678", sms.To);
        Assert.Contains("14:00", sms.Text, StringComparison.Ordinal);
        Assert.InRange(SmsText.Segments(sms.Text), 1, 3);
        using var http = new HttpClient { BaseAddress = server.Address };
        Assert.Equal(
            HttpStatusCode.Unauthorized, await SendReceiptAsync(http, server, $"gw-{sms.Id}", "delivered", "wrong secret"));
        Assert.False(await IsDeliveredAsync(server, guest));
        Assert.Equal(HttpStatusCode.BadRequest, await SendReceiptAsync(http, server, $"gw-{sms.Id}", "sent", Secret));
        Assert.Equal(HttpStatusCode.NotFound, await SendReceiptAsync(http, server, "gw-other", "delivered", Secret));
        Assert.Equal(HttpStatusCode.NoContent, await SendReceiptAsync(http, server, sms.Id, "delivered", Secret));
        Assert.True(await IsDeliveredAsync(server, guest));
        var proof = Assert.Single((await HistoryAsync(server, guest)).OfType<EntrantEvent.PromptDelivered>());
        Assert.Equal(Contact.Sms, proof.Channel);
    }

    [Fact]
    public async Task A_subscription_that_is_gone_is_dropped_and_the_prompt_goes_by_sms_at_once()
    {
        await using var gateway = await Gateway.StartAsync();
        await using var server = StartWith(gateway);
        var guest = Assert.Single(await server.EnrolAsync());
        var gone = await SubscribeAsync(server, guest, _ => Task.CompletedTask);
        server.Services.GetRequiredService<LocalPushService>().Unsubscribe(gone);
        await AddNumberAsync(server, guest);
        Skip(server);

        var sms = await ReadHealthAsync(gateway.Messages.Reader, sms => sms.Text);

        Assert.Contains("14:00", sms.Text, StringComparison.Ordinal);
        var left = await server.Services.GetRequiredService<IContacts>().ReadAsync(EntrantId.Parse(guest.Person), Cancelled);
        Assert.Equal(Contact.Sms, Assert.Single(left).Channel);
    }

    [Fact]
    public async Task A_push_that_no_phone_confirms_is_followed_by_an_sms()
    {
        await using var gateway = await Gateway.StartAsync();
        await using var server = StartWith(gateway, ("Messages:ProofWait", "00:00:00.050"));
        var guest = Assert.Single(await server.EnrolAsync());
        var pushes = Channel.CreateUnbounded<PushMessage>();
        await SubscribeAsync(server, guest, message => pushes.Writer.WriteAsync(message, Cancelled).AsTask());
        await AddNumberAsync(server, guest);
        Skip(server);

        var push = await ReadHealthAsync(pushes.Reader, push => push.Body);
        var sms = await ReadHealthAsync(gateway.Messages.Reader, sms => sms.Text);

        Assert.Equal(push.Id, sms.Id);
    }

    [Fact]
    public async Task A_prompt_to_a_connected_phone_goes_by_the_app_alone()
    {
        await using var gateway = await Gateway.StartAsync();
        await using var server = StartWith(gateway);
        var guest = Assert.Single(await server.EnrolAsync());
        var pushes = Channel.CreateUnbounded<PushMessage>();
        await SubscribeAsync(server, guest, message => pushes.Writer.WriteAsync(message, Cancelled).AsTask());
        await AddNumberAsync(server, guest);
        var shown = new Shown();
        await using var client = new EntrantClient(guest.Token, server.ClientOptions, shown);
        await client.StartAsync(Cancelled);
        Skip(server);

        await shown.Health.Task.WaitAsync(Cancelled);
        while (!await IsDeliveredAsync(server, guest))
        {
            // The client confirms it after it was shown.
        }

        var proofs = (await HistoryAsync(server, guest)).OfType<EntrantEvent.PromptDelivered>();
        Assert.All(proofs, proof => Assert.Equal(Contact.App, proof.Channel));
        Assert.All(
            await server.Services.GetRequiredService<IOutbox>().CountWaitingAsync(Cancelled),
            waiting => Assert.Equal(0, waiting.Count));
        Assert.False(pushes.Reader.TryPeek(out _));
        Assert.False(gateway.Messages.Reader.TryPeek(out _));
    }

    [Fact]
    public async Task A_prompt_that_no_channel_can_carry_is_excused_and_the_phone_is_to_be_mended()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        var grain = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IEntrantGrain>(guest.Person);
        Skip(server);
        PromptView? health;
        while ((health = (await grain.ReadAsync()).Stay!.Prompts.FirstOrDefault(prompt => prompt.Kind == PromptKind.Health))
            is null)
        {
            // It is sent by a sweeper.
        }

        server.Services.GetRequiredService<ProgrammeClock>().SkipTo(HealthTime.AddHours(4));
        EntrantEvent.PromptClosed? closed;
        while ((closed = (await HistoryAsync(server, guest)).OfType<EntrantEvent.PromptClosed>()
            .FirstOrDefault(closed => closed.Prompt == health.Number)) is null)
        {
            // It is closed by a sweeper.
        }

        Assert.Equal((PromptOutcome.Excused, Excuse.NotConnected), (closed.Outcome, closed.Excuse));
        Assert.Contains(
            (await HistoryAsync(server, guest)).OfType<EntrantEvent.FollowUpOpened>(),
            opened => opened.FollowUp == FollowUps.PhoneProblem);
    }

    [Fact]
    public async Task A_phone_subscribes_by_the_hub_and_is_told_the_key()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        await using var client = new EntrantClient(guest.Token, server.ClientOptions with { Language = "ko" }, new Silent());
        var welcome = await client.StartAsync(Cancelled);
        Assert.Equal(87, welcome.PushKey!.Length); // 65 bytes in base64url.
        var service = server.Services.GetRequiredService<LocalPushService>();
        var subscription = service.Subscribe(server.Address, _ => Task.CompletedTask);
        await client.SubscribePushAsync(subscription, Cancelled);
        var contacts = server.Services.GetRequiredService<IContacts>();
        var person = EntrantId.Parse(guest.Person);
        var contact = Assert.Single(await contacts.ReadAsync(person, Cancelled));
        Assert.Equal((Contact.Push, "ko"), (contact.Channel, contact.Language));
        Assert.Equal(guest.Stay, contact.Address.Record.ToString());
        Assert.DoesNotContain(
            subscription.Endpoint, Encoding.UTF8.GetString(contact.Address.Value.Bytes.Span), StringComparison.Ordinal);

        foreach (var (wrong, field) in new[]
        {
            (subscription with { Endpoint = "file:///etc/passwd" }, "endpoint"),
            (subscription with { P256dh = "AAAA" }, "p256dh"),
            (subscription with { Auth = "" }, "auth"),
        })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => client.SubscribePushAsync(wrong, Cancelled));
            Assert.Equal(field, refused.Error.Field);
        }

        await client.UnsubscribePushAsync(Cancelled);
        Assert.Empty(await contacts.ReadAsync(person, Cancelled));
    }

    private static ListeningServer StartWith(Gateway gateway, params (string, string)[] settings) => ListeningServer.Start(
        [("Sms:GatewayUrl", gateway.Address), ("Sms:ReceiptSecret", Secret), .. settings]);

    private static void Skip(ListeningServer server) =>
        server.Services.GetRequiredService<ProgrammeClock>().SkipTo(HealthTime);

    private static async Task<Protocol.Messages.PushSubscription> SubscribeAsync(
        ListeningServer server, ListeningServer.Guest guest, Func<PushMessage, Task> onPush)
    {
        var subscription = server.Services.GetRequiredService<LocalPushService>().Subscribe(server.Address, onPush);
        Assert.True(Notifications.Push.PushSubscription.TryRead(
            subscription.Endpoint, subscription.P256dh, subscription.Auth, isLocalAllowed: true, out var read, out _));
        await AddAsync(server, guest, Contact.Push, Notifications.Push.PushAddress.Agree(read).ToText());
        return subscription;
    }

    private static Task AddNumberAsync(ListeningServer server, ListeningServer.Guest guest) =>
        AddAsync(server, guest, Contact.Sms, "+819012345678");

    private static Task AddAsync(ListeningServer server, ListeningServer.Guest guest, Contact channel, string address) =>
        server.Services.GetRequiredService<ContactBook>().SetAsync(
            EntrantId.Parse(guest.Person), StayId.Parse(guest.Stay).Record, channel, address, Language.Japanese, Cancelled);

    /// <summary>The next message about the health report, which ends at 14:00; others come at any time.</summary>
    private static async Task<T> ReadHealthAsync<T>(ChannelReader<T> messages, Func<T, string> text)
    {
        while (true)
        {
            var message = await messages.ReadAsync(Cancelled);
            if (text(message).Contains("14:00", StringComparison.Ordinal))
            {
                return message;
            }
        }
    }

    private static async Task<bool> IsDeliveredAsync(ListeningServer server, ListeningServer.Guest guest)
    {
        var grain = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IEntrantGrain>(guest.Person);
        var health = (await grain.ReadAsync()).Stay!.Prompts.Single(prompt => prompt.Kind == PromptKind.Health);
        return (await grain.ReadOpenPromptAsync(health.Number))!.IsDelivered;
    }

    private static async Task<IReadOnlyList<EntrantEvent>> HistoryAsync(ListeningServer server, ListeningServer.Guest guest)
    {
        var grain = server.Services.GetRequiredService<IGrainFactory>().GetGrain<IEntrantGrain>(guest.Person);
        var records = await server.Services.GetRequiredService<LedgerLog>().ReadGrainAsync(grain.GetGrainId(), 0, 1_000);
        return [.. records.Select(record => (EntrantEvent)record.Event.Body)];
    }

    private static Task<SentMessage?> FindAsync(ListeningServer server, string id) =>
        server.Services.GetRequiredService<IOutbox>().FindAsync(new MessageId(Guid.Parse(id)), Cancelled);

    private static async Task<HttpStatusCode> SendReceiptAsync(
        HttpClient http, ListeningServer server, string id, string status, string secret)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","status":"{{status}}"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/receipts/sms") { Content = new ByteArrayContent(body) };
        var now = server.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        request.Headers.Add(SmsReceipt.SignatureHeader, SmsReceipt.Sign(secret, body, now));
        using var answer = await http.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }

    /// <summary>A gateway that takes each message and says nothing more.</summary>
    private sealed class Gateway : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Gateway(WebApplication app) => _app = app;

        public Channel<Sms> Messages { get; } = Channel.CreateUnbounded<Sms>();

        public string Address => _app.Urls.First() + "/messages";

        public static async Task<Gateway> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var gateway = new Gateway(builder.Build());
            gateway._app.MapPost("/messages", async (Sms message) =>
            {
                await gateway.Messages.Writer.WriteAsync(message);
                return Results.Ok(new { id = $"gw-{message.Id}" });
            });
            await gateway._app.StartAsync(Cancelled);
            return gateway;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }

    internal sealed record Sms(string To, string Text, string Id);

    private sealed class Silent : PhoneListener;

    private sealed class Shown : PhoneListener
    {
        public TaskCompletionSource Health { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task OnPromptAsync(EntrantClient client, PromptMessage message)
        {
            if (message.Prompt.Kind == Protocol.Messages.PromptKind.Health)
            {
                Health.TrySetResult();
            }

            return Task.CompletedTask;
        }
    }
}
