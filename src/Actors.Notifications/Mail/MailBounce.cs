using Actors.Domain.Outbox;
using MimeKit;

namespace Actors.Notifications.Mail;

/// <summary>A delivery status notification (RFC 3464): a mail server could not deliver a mail.</summary>
/// <param name="Id">The message.</param>
/// <param name="IsFinal">Whether the server has given up; otherwise it goes on trying.</param>
internal sealed record MailBounce(MessageId Id, bool IsFinal)
{
    /// <summary>The largest bounce in bytes.</summary>
    public const int MaxBytes = 262_144;

    /// <summary>Reads a bounce; <c>null</c> if the mail is something else, or about a mail that is not ours.</summary>
    public static async Task<MailBounce?> ReadAsync(Stream mail, CancellationToken cancellationToken)
    {
        try
        {
            using var message = await MimeMessage.LoadAsync(mail, cancellationToken);
            var status = message.BodyParts.OfType<MessageDeliveryStatus>().FirstOrDefault();
            var actions = status?.StatusGroups.Select(group => group["Action"]).OfType<string>().ToList();
            return actions is { Count: > 0 } && Find(message) is { } id
                ? new(id, actions.Any(action => action.Trim().Equals("failed", StringComparison.OrdinalIgnoreCase)))
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>The id in the header of the mail that is sent back, whole or its headers only.</summary>
    private static MessageId? Find(MimeMessage bounce)
    {
        foreach (var part in bounce.BodyParts)
        {
            var text = part switch
            {
                MessagePart { Message: { } original } => original.Headers[MailSender.IdHeader],
                TextPart headers when headers.ContentType.IsMimeType("text", "rfc822-headers") => headers.Text
                    .Split('\n').Select(line => line.Split(':', 2))
                    .FirstOrDefault(pair => pair.Length == 2
                        && pair[0].Trim().Equals(MailSender.IdHeader, StringComparison.OrdinalIgnoreCase))?[1],
                _ => null,
            };
            if (Guid.TryParseExact(text?.Trim(), "N", out var id))
            {
                return new(id);
            }
        }

        return null;
    }
}
