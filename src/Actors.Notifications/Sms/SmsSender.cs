using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Actors.Domain.Entrants.Prompts;
using Microsoft.Extensions.Options;

namespace Actors.Notifications.Sms;

/// <summary>Posts short messages to the gateway, in the form that the settings describe.</summary>
internal sealed class SmsSender(IHttpClientFactory clients, IOptions<SmsOptions> options) : IMessageSender
{
    /// <summary>The name of the HTTP client.</summary>
    public const string Client = "sms";

    /// <summary>The largest answer that is read for the gateway's name of the message.</summary>
    private const int MaxAnswerBytes = 16_384;

    private const int MaxReferenceLength = 200;

    /// <inheritdoc/>
    public Channel Channel => Channel.Sms;

    /// <inheritdoc/>
    public bool IsOn => options.Value.GatewayUrl is not null;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var text = message.Text.Short ?? message.Text.Body;
        if (SmsText.Segments(text) > settings.MaxSegments)
        {
            return new(SendVerdict.Refused, "too-long");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, settings.GatewayUrl)
        {
            Content = new StringContent(Fill(settings, message, text), Encoding.UTF8, settings.MediaType),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", message.Id.ToString());
        if (settings.Secret is { } secret)
        {
            request.Headers.TryAddWithoutValidation(settings.SecretHeader, secret);
        }

        try
        {
            using var response = await clients.CreateClient(Client).SendAsync(request, cancellationToken);
            var reason = string.Create(CultureInfo.InvariantCulture, $"http-{(int)response.StatusCode}");
            return response.IsSuccessStatusCode
                ? new(SendVerdict.Accepted, reason) { Reference = await ReadReferenceAsync(response, cancellationToken) }
                : response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
                    or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or >= HttpStatusCode.InternalServerError
                    ? new(SendVerdict.RetryLater, reason) { RetryAfter = response.Headers.RetryAfter?.Delta }
                    : new(SendVerdict.Refused, reason);
        }
        catch (Exception exception) when (SendOutcome.IsOfNetwork(exception) && !cancellationToken.IsCancellationRequested)
        {
            return SendOutcome.Network;
        }
    }

    private static string Fill(SmsOptions settings, OutgoingMessage message, string text)
    {
        Func<string, string> write = settings.MediaType == SmsOptions.Json
            ? value => JsonSerializer.Serialize(value)
            : value => Uri.EscapeDataString(value);

        // The template is split first, so that a text with {id} in it stays as it is.
        var filled = new StringBuilder();
        foreach (var part in settings.Body.Replace("}", "}\u0001", StringComparison.Ordinal)
            .Replace("{", "\u0001{", StringComparison.Ordinal).Split('\u0001'))
        {
            filled.Append(part switch
            {
                "{to}" => write(message.Address),
                "{text}" => write(text),
                "{id}" => write(message.Id.ToString()),
                _ => part,
            });
        }

        return filled.ToString();
    }

    /// <summary>Without a name in the answer receipts name the message by our id.</summary>
    private async Task<string?> ReadReferenceAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            if (response.Content.Headers.ContentLength > MaxAnswerBytes)
            {
                return null;
            }

            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            var reference = answer.RootElement.ValueKind == JsonValueKind.Object
                && answer.RootElement.TryGetProperty(options.Value.ReferenceMember, out var member)
                    ? member.ToString() : null;
            return reference is { Length: > 0 and <= MaxReferenceLength } ? reference : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
