using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Actors.Client.Simulated;
using Actors.Domain.Entrants.Prompts;
using Actors.Notifications.Sms;
using Actors.Server.Receipts;

namespace Actors.Server.Demo.Outbox;

/// <summary>
/// An SMS gateway on this server for trials: it holds messages and sends a signed receipt for each. Numbers that end in 00 have
/// no handset. A simulated phone (<see cref="Traveller.PhonePrefix"/>) says by itself whether it has a message.
/// </summary>
internal sealed class LocalSmsGateway(LocalInbox inbox, TimeProvider wall)
{
    /// <summary>Where it takes messages.</summary>
    public const string Path = "/demo/sms";

    private const string NoHandset = "00";

    /// <summary>When more wait for their phones, further ones are lost without a proof.</summary>
    private const int MaxHandedOver = 100_000;

    private readonly ConcurrentDictionary<string, (Request Message, Uri Server)> _handedOver = new();

    /// <summary>Messages to simulated phones.</summary>
    public MessageLine<Request> Handsets { get; } = new(wall);

    /// <summary>Hands a message over to a handset.</summary>
    /// <param name="message">The message.</param>
    /// <param name="server">The address to which the receipt goes.</param>
    /// <param name="receipts">Sends receipts.</param>
    public void HandOver(Request message, Uri server, LocalReceipts receipts)
    {
        if (!message.To.StartsWith(Traveller.PhonePrefix, StringComparison.Ordinal))
        {
            receipts.Add(message, server);
        }
        else if (_handedOver.Count < MaxHandedOver)
        {
            _handedOver[message.Id] = (message, server);
            Handsets.Add(message);
        }
    }

    /// <summary>A simulated phone has a message.</summary>
    public void Confirm(string id, LocalReceipts receipts)
    {
        if (_handedOver.TryRemove(id, out var handed))
        {
            receipts.Add(handed.Message, handed.Server);
        }
    }

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
        var isDelivered = request.To.StartsWith(Traveller.PhonePrefix, StringComparison.Ordinal)
            || !request.To.EndsWith(NoHandset, StringComparison.Ordinal);
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
