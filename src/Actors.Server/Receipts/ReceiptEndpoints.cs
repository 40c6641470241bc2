using Actors.Domain.Outbox;
using Actors.Notifications.Mail;
using Actors.Notifications.Outbox;
using Actors.Notifications.Sms;
using Actors.Protocol.Messages;
using Actors.Server.Edge;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Actors.Server.Receipts;

/// <summary>Takes proofs that messages arrived, and reports that they did not.</summary>
internal static class ReceiptEndpoints
{
    /// <summary>Where the gateway posts receipts.</summary>
    public const string SmsPath = "/receipts/sms";

    /// <summary>
    /// Maps <c>/receipts/push</c> for phones, <c>/receipts/sms</c> for the gateway, and <c>/receipts/mail</c> for the mail server
    /// of the operator.
    /// </summary>
    public static void MapReceipts(this IEndpointRouteBuilder endpoints)
    {
        var receipts = endpoints.MapGroup("/receipts").Public().WithTags("Receipts");
        receipts.MapPost("/push", ConfirmPushAsync)
            .WithName("confirmPush").WithSummary("A phone confirms that a push reached it, by the handle in the push.");
        receipts.MapPost("/sms", TakeSmsAsync)
            .WithName("takeSmsReceipt").WithSummary("The gateway tells whether a handset got a short message. Signed.");
        receipts.MapPost("/mail", TakeBounceAsync).ForOperators()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MailBounce.MaxBytes))
            .WithName("takeBounce").WithSummary("The mail server hands over a bounce (message/rfc822).");
    }

    private static async Task<Results<NoContent, NotFound>> ConfirmPushAsync(
        PushReceipt receipt, MessageProofs proofs, CancellationToken cancellationToken) =>
        await proofs.ConfirmAsync(receipt.Handle, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();

    private static async Task<Results<NoContent, NotFound, UnauthorizedHttpResult, ProblemHttpResult>> TakeSmsAsync(
        HttpRequest request, IOutbox outbox, MessageProofs proofs, IOptions<SmsOptions> options, TimeProvider wall,
        CancellationToken cancellationToken)
    {
        if (options.Value.ReceiptSecret is not { } secret)
        {
            return TypedResults.NotFound();
        }

        if (await ReadAsync(request, SmsReceipt.MaxBytes, cancellationToken) is not { } body)
        {
            return TypedResults.Problem(
                $"A receipt has {SmsReceipt.MaxBytes} bytes at most.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        if (!SmsReceipt.IsSigned(secret, body, request.Headers[SmsReceipt.SignatureHeader], wall.GetUtcNow()))
        {
            return TypedResults.Unauthorized();
        }

        if (!SmsReceipt.TryRead(body, out var receipt, out var problem))
        {
            return TypedResults.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        }

        var message = await outbox.FindAsync(receipt.Reference, cancellationToken)
            ?? (Guid.TryParseExact(receipt.Reference, "N", out var id)
                ? await outbox.FindAsync(new MessageId(id), cancellationToken) : null);
        if (message is null)
        {
            return TypedResults.NotFound(); // The answer with the name may not be stored yet: the gateway sends it again.
        }

        await proofs.ReportAsync(
            message with { Channel = Domain.Entrants.Prompts.Channel.Sms }, receipt.IsDelivered, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> TakeBounceAsync(
        HttpRequest request, IOutbox outbox, MessageProofs proofs, CancellationToken cancellationToken)
    {
        if (await ReadAsync(request, MailBounce.MaxBytes, cancellationToken) is not { } body)
        {
            return TypedResults.Problem(
                $"A bounce has {MailBounce.MaxBytes} bytes at most.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        using var mail = new MemoryStream(body);
        if (await MailBounce.ReadAsync(mail, cancellationToken) is { IsFinal: true } bounce
            && await outbox.FindAsync(bounce.Id, cancellationToken) is { } message)
        {
            await proofs.ReportAsync(
                message with { Channel = Domain.Entrants.Prompts.Channel.Mail }, isDelivered: false, cancellationToken);
        }

        return TypedResults.NoContent(); // What is no bounce of ours is none of our business either.
    }

    /// <summary>Reads a body; <c>null</c> if it is longer than allowed.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[4_096];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (body.Length + count > maxBytes)
            {
                return null;
            }

            await body.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return body.ToArray();
    }
}
