using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Outbox;
using Microsoft.Extensions.Options;

namespace Actors.Notifications.Push;

/// <summary>
/// Sends pushes (RFC 8030). The content is encrypted for the phone; the push service sees its length, its topic, how urgent it
/// is and how long it is of use.
/// </summary>
internal sealed class PushSender(
    IHttpClientFactory clients, Vapid vapid, PushPace pace, IOptions<PushOptions> options)
    : IMessageSender
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "push";

    /// <summary>How long a service is left alone that does not say for how long.</summary>
    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(5);

    /// <summary>Whatever a service says, it is asked again after this.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private static readonly MediaTypeHeaderValue Binary = new("application/octet-stream");

    /// <inheritdoc/>
    public Channel Channel => Channel.Push;

    /// <inheritdoc/>
    public bool IsOn => options.Value.Contact is not null;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (PushAddress.Parse(message.Address) is not { } address)
        {
            return new(SendVerdict.AddressGone, "address-malformed"); // The phone subscribes again when it connects.
        }

        var host = address.Endpoint.Host;
        if (await pace.EnterAsync(host, cancellationToken) is { } pause)
        {
            return new(SendVerdict.RetryLater, "paused") { RetryAfter = pause };
        }

        using var request = Write(message, address);
        try
        {
            using var response = await clients.CreateClient(Client).SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Judge(response, host);
        }
        catch (Exception exception) when (SendOutcome.IsOfNetwork(exception) && !cancellationToken.IsCancellationRequested)
        {
            return SendOutcome.Network;
        }
    }

    private HttpRequestMessage Write(OutgoingMessage message, PushAddress address)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address.Endpoint)
        {
            Version = HttpVersion.Version20, // Push services take many requests on one connection (RFC 8030, section 2).
            Content = new ByteArrayContent(PushEncryption.Encrypt(address, WriteContent(message).WrittenSpan)),
        };
        request.Content.Headers.ContentType = Binary;
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation("Authorization", vapid.AuthorizationFor(address.Endpoint));
        request.Headers.Add(
            "TTL", ((long)Math.Max(0, message.Validity.TotalSeconds)).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", message.Lane == Lane.News ? "normal" : "high");
        request.Headers.Add("Topic", message.Topic);
        return request;
    }

    /// <summary>Writes what the app reads. <c>docs/PROTOCOL.md</c> describes it.</summary>
    internal static ArrayBufferWriter<byte> WriteContent(OutgoingMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("id", message.Id.ToString());
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(message.Kind.ToString()));
        json.WriteString("topic", message.Topic);
        json.WriteString("person", message.About?.ToString());
        json.WriteString("title", message.Text.Title);
        json.WriteString("body", message.Text.Body);
        json.WriteString("language", message.Language.Tag);
        json.WriteString("handle", message.Handle);
        json.WriteEndObject();
        json.Flush();
        return buffer;
    }

    private SendOutcome Judge(HttpResponseMessage response, string host)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"http-{(int)response.StatusCode}");
        switch (response.StatusCode)
        {
            case HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.NoContent:
                return new(SendVerdict.Accepted, reason);
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return new(SendVerdict.AddressGone, reason);
            case HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError:
                var wished = RetryAfter(response) ?? UsualPause;
                wished = wished < LongestPause ? wished : LongestPause;
                pace.Pause(host, wished);
                return new(SendVerdict.RetryLater, reason) { RetryAfter = wished };
            default:
                return new(SendVerdict.Refused, reason);
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => Positive(date - pace.Now),
        _ => null,
    };

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
