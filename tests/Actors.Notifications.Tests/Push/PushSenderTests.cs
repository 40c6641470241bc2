using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Outbox;
using Actors.Notifications.Push;
using Actors.Notifications.Texts.Languages;
using Actors.Testing;
using Lib.Net.Http.WebPush.Authentication;
using Microsoft.Extensions.Options;
using Peer = Lib.Net.Http.WebPush;

namespace Actors.Notifications.Tests.Push;

public sealed class PushSenderTests : IDisposable
{
    private static readonly byte[] PrivateKey = Base64Url.DecodeFromChars("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
    private readonly TestTimeProvider _clock = new();
    private readonly PhoneKeys _phone = new();
    private readonly Service _service = new();
    private readonly Vapid _vapid;
    private readonly PushSender _sender;

    public PushSenderTests()
    {
        _vapid = new(PrivateKey, "mailto:push@example.com", _clock);
        _sender = new(
            _service, _vapid, new(1_000, _clock),
            Options.Create(new PushOptions { Contact = "mailto:push@example.com" }));
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _phone.Dispose();
        _vapid.Dispose();
        _service.Dispose();
    }

    /// <summary>What a library of others sends for the same message is the same, but for keys and salt.</summary>
    [Fact]
    public async Task What_is_sent_is_what_another_library_sends()
    {
        var message = Message(Lane.Reminders);
        Assert.Equal(SendVerdict.Accepted, (await _sender.SendAsync(message, Cancelled)).Verdict);
        var ours = Assert.Single(_service.Requests);

        using var http = new HttpClient(_service, disposeHandler: false);
        var peer = new Peer.PushServiceClient(http)
        {
            DefaultAuthentication = new VapidAuthentication(_vapid.PublicKey, Base64Url.EncodeToString(PrivateKey))
            {
                Subject = "mailto:push@example.com",
            },
        };
        var subscription = new Peer.PushSubscription { Endpoint = _phone.Address };
        subscription.SetKey(Peer.PushEncryptionKeyName.P256DH, Base64Url.EncodeToString(_phone.Subscription.PublicKey.Span));
        subscription.SetKey(Peer.PushEncryptionKeyName.Auth, Base64Url.EncodeToString(_phone.AuthSecret));
        await peer.RequestPushMessageDeliveryAsync(
            subscription,
            new Peer.PushMessage(Encoding.UTF8.GetString(PushSender.WriteContent(message).WrittenSpan))
            {
                Topic = message.Topic,
                TimeToLive = 60,
                Urgency = Peer.PushMessageUrgency.High,
            },
            Cancelled);
        var theirs = _service.Requests[1];

        foreach (var header in new[] { "TTL", "Urgency", "Topic", "Content-Encoding" })
        {
            Assert.Equal((header, theirs.Header(header)), (header, ours.Header(header)), StringPair.IgnoreCase);
        }

        Assert.Equal((HttpMethod.Post, theirs.Address), (ours.Method, ours.Address));
        Assert.Equal(Read(theirs.Body), Read(ours.Body));
        Assert.True(VapidClaims.TryRead(ours.Header("Authorization"), out var own));
        Assert.True(VapidClaims.TryRead(theirs.Header("Authorization"), out var other));
        Assert.Equal(
            (other.Audience, other.Contact, other.PublicKey), (own.Audience, own.Contact, own.PublicKey));
    }

    [Fact]
    public async Task The_app_reads_what_the_protocol_describes()
    {
        await _sender.SendAsync(Message(Lane.Calls), Cancelled);
        using var content = JsonDocument.Parse(Read(_service.Requests[0].Body));
        Assert.Equal(
            ["id", "kind", "topic", "person", "title", "body", "language", "handle"],
            content.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal("callRing", content.RootElement.GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData(HttpStatusCode.Created, "Accepted")]
    [InlineData(HttpStatusCode.NotFound, "AddressGone")]
    [InlineData(HttpStatusCode.Gone, "AddressGone")]
    [InlineData(HttpStatusCode.RequestEntityTooLarge, "Refused")]
    [InlineData(HttpStatusCode.Forbidden, "Refused")]
    [InlineData(HttpStatusCode.Found, "Refused")]
    [InlineData(HttpStatusCode.TooManyRequests, "RetryLater")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "RetryLater")]
    public async Task An_answer_says_what_becomes_of_message_and_address(HttpStatusCode status, string verdict)
    {
        _service.Answer = () => new(status);
        Assert.Equal(verdict, (await _sender.SendAsync(Message(Lane.News), Cancelled)).Verdict.ToString());
    }

    [Fact]
    public async Task A_service_that_asks_for_a_pause_gets_it()
    {
        _service.Answer = () => new(HttpStatusCode.TooManyRequests)
        {
            Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(90)) },
        };
        var first = await _sender.SendAsync(Message(Lane.News), Cancelled);
        Assert.Equal(TimeSpan.FromSeconds(90), first.RetryAfter);
        _service.Answer = () => new(HttpStatusCode.Created);
        _clock.Advance(TimeSpan.FromSeconds(30));
        var second = await _sender.SendAsync(Message(Lane.News), Cancelled);
        Assert.Equal((SendVerdict.RetryLater, TimeSpan.FromSeconds(60)), (second.Verdict, second.RetryAfter));
        Assert.Single(_service.Requests);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(SendVerdict.Accepted, (await _sender.SendAsync(Message(Lane.News), Cancelled)).Verdict);
    }

    /// <summary>As subscriptions of earlier versions are stored.</summary>
    [Fact]
    public async Task An_address_that_cannot_be_read_is_gone()
    {
        Assert.Equal(SendVerdict.AddressGone, (await _sender.SendAsync(MessageTo("{}"), Cancelled)).Verdict);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task A_lost_connection_is_tried_again_later()
    {
        _service.Answer = () => throw new HttpRequestException("No route.");
        Assert.Equal(
            (SendVerdict.RetryLater, "network"),
            await _sender.SendAsync(Message(Lane.News), Cancelled) is var outcome ? (outcome.Verdict, outcome.Reason) : default);
    }

    [Fact]
    public async Task Pushes_to_one_service_keep_the_pace_and_others_do_not_wait()
    {
        var pace = new PushPace(perSecond: 10, _clock);
        Assert.True(pace.EnterAsync("a", Cancelled).AsTask().IsCompletedSuccessfully);
        var second = pace.EnterAsync("a", Cancelled).AsTask();
        Assert.False(second.IsCompleted);
        Assert.True(pace.EnterAsync("b", Cancelled).AsTask().IsCompletedSuccessfully);
        _clock.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Null(await second);
    }

    [Theory]
    [InlineData(250, 2)]
    [InlineData(500, 1)]
    public async Task Pushes_that_were_held_up_for_a_moment_catch_up(int milliseconds, int atOnce)
    {
        var pace = new PushPace(perSecond: 10, _clock);
        Assert.Null(await pace.EnterAsync("a", Cancelled));
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        var count = 0;
        while (pace.EnterAsync("a", Cancelled).AsTask().IsCompleted)
        {
            count++;
        }

        Assert.Equal(atOnce, count);
    }

    internal static OutgoingMessage MessageTo(string address, Lane lane = Lane.Reminders) => new(
        MessageId.Of("a"), lane, lane == Lane.Calls ? MessageKind.CallRing : MessageKind.Prompt, address, Language.Japanese,
        new("題名", "本文", "短文"), MessageId.Of("topic").ToString(), "handle", new EntrantId(new(new Guid(1, 0, 0, new byte[8]))),
        TimeSpan.FromMinutes(1));

    private OutgoingMessage Message(Lane lane) => MessageTo(PushAddress.Agree(_phone.Subscription).ToText(), lane);

    private string Read(byte[] body) =>
        Encoding.UTF8.GetString(PushEncryption.Decrypt(_phone.Pair, _phone.AuthSecret, body));

    private sealed class StringPair : IEqualityComparer<(string Name, string? Value)>
    {
        public static StringPair IgnoreCase { get; } = new();

        public bool Equals((string Name, string? Value) x, (string Name, string? Value) y) =>
            x.Name == y.Name && string.Equals(x.Value, y.Value, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string Name, string? Value) obj) => obj.Name.GetHashCode(StringComparison.Ordinal);
    }
}

/// <summary>A push service that notes requests.</summary>
internal sealed class Service : HttpMessageHandler, IHttpClientFactory
{
    public List<Noted> Requests { get; } = [];

    public Func<HttpResponseMessage> Answer { get; set; } = () => new(HttpStatusCode.Created);

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.Concat(request.Content!.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        Requests.Add(new(
            request.Method, request.RequestUri!, headers, await request.Content.ReadAsByteArrayAsync(cancellationToken)));
        return Answer();
    }

    internal sealed record Noted(HttpMethod Method, Uri Address, Dictionary<string, string> Headers, byte[] Body)
    {
        public string? Header(string name) => Headers.GetValueOrDefault(name);
    }
}
