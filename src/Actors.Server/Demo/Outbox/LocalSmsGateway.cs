using System.Net.Http.Headers;
using System.Text.Json;
using Actors.Domain.Entrants.Prompts;
using Actors.Notifications.Sms;
using Actors.Server.Receipts;

namespace Actors.Server.Demo.Outbox;

/// <summary>
/// An SMS gateway on this server for trials: it holds messages and sends a signed receipt for each. Numbers that end in 00 have
/// no handset.
/// </summary>
internal sealed class LocalSmsGateway(LocalInbox inbox, TimeProvider wall)
{
    /// <summary>Where it takes messages.</summary>
    public const string Path = "/demo/sms";

    private const string NoHandset = "00";

    /// <summary>Takes a message, and says under what name.</summary>
    public string Receive(Request request)
    {
        var segments = SmsText.Segments(request.Text);
        var alphabet = SmsText.IsSevenBit(request.Text) ? "GSM-7" : "UCS-2";
        inbox.Add(new(request.Id, Channel.Sms, request.To, "", request.Text, $"{segments} × {alphabet}"));
        return $"gw-{request.Id}";
    }

    /// <summary>The signed receipt for a message, as the gateway posts it to <c>/receipts/sms</c>.</summary>
    public HttpRequestMessage WriteReceipt(Request request, string secret)
    {
        var isDelivered = !request.To.EndsWith(NoHandset, StringComparison.Ordinal);
        if (isDelivered)
        {
            inbox.MarkConfirmed(request.Id, Channel.Sms);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { id = $"gw-{request.Id}", status = isDelivered ? "delivered" : "failed" });
        var receipt = new HttpRequestMessage(HttpMethod.Post, ReceiptEndpoints.SmsPath) { Content = new ByteArrayContent(body) };
        receipt.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        receipt.Headers.Add(SmsReceipt.SignatureHeader, SmsReceipt.Sign(secret, body, wall.GetUtcNow()));
        return receipt;
    }

    /// <summary>A message as the default of <c>Sms:Body</c> writes it.</summary>
    /// <param name="To">The number.</param>
    /// <param name="Text">The text.</param>
    /// <param name="Id">The id of the message.</param>
    internal sealed record Request(string To, string Text, string Id);
}
