using System.Collections.Concurrent;
using System.Net.Sockets;
using Actors.Domain.Entrants.Prompts;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Actors.Notifications.Mail;

/// <summary>
/// Sends mail by SMTP over a few connections that stay open. A server that takes a mail may still fail to deliver it: it then
/// sends a bounce to the sender, which <see cref="MailBounce"/> reads.
/// </summary>
internal sealed partial class MailSender(IOptions<MailOptions> options, TimeProvider wall, ILogger<MailSender> log)
    : IMessageSender, IAsyncDisposable
{
    /// <summary>The header that carries the id of the message. Servers copy it into bounces.</summary>
    public const string IdHeader = "Actors-Message-Id";

    /// <summary>Connections that were idle for so long are closed by many servers.</summary>
    private static readonly TimeSpan MaxIdle = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _turns = new(options.Value.Connections);
    private readonly ConcurrentBag<(SmtpClient Client, long UsedAt)> _idle = [];

    /// <inheritdoc/>
    public Channel Channel => Channel.Mail;

    /// <inheritdoc/>
    public bool IsOn => options.Value.Host is not null;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!MailboxAddress.TryParse(message.Address, out var receiver))
        {
            return new(SendVerdict.AddressGone, "address-malformed");
        }

        using var mail = Write(message, receiver);
        await _turns.WaitAsync(cancellationToken);
        SmtpClient? client = null;
        try
        {
            client = await RentAsync(cancellationToken);
            await client.SendAsync(mail, cancellationToken);
            _idle.Add((client, wall.GetTimestamp()));
            client = null;
            return new(SendVerdict.Accepted, "smtp-250");
        }
        catch (SmtpCommandException exception)
        {
            return Judge(exception);
        }
        catch (Exception exception) when (exception
            is SmtpProtocolException or IOException or SocketException or SslHandshakeException or TimeoutException
            or ServiceNotConnectedException or AuthenticationException or NotSupportedException)
        {
            LogNoServer(exception.GetType().Name);
            return new(SendVerdict.RetryLater, "network");
        }
        finally
        {
            client?.Dispose(); // After a failure nothing is known of its state.
            _turns.Release();
        }
    }

    /// <summary>Closes the connections.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var idle))
        {
            await QuitAsync(idle.Client);
        }

        _turns.Dispose();
    }

    /// <summary>
    /// 5xx for the receiver means the address; 5xx else means the mail; 4xx is for a time (RFC 5321, section 4.2.1).
    /// </summary>
    private static SendOutcome Judge(SmtpCommandException exception)
    {
        const int Permanent = 500;
        var reason = $"smtp-{(int)exception.StatusCode}";
        return (int)exception.StatusCode < Permanent ? new(SendVerdict.RetryLater, reason)
            : exception.ErrorCode == SmtpErrorCode.RecipientNotAccepted ? new(SendVerdict.AddressGone, reason)
            : exception.ErrorCode == SmtpErrorCode.SenderNotAccepted ? new(SendVerdict.RetryLater, reason) // Ours to mend.
            : new(SendVerdict.Refused, reason);
    }

    private MimeMessage Write(OutgoingMessage message, MailboxAddress receiver)
    {
        var sender = MailboxAddress.Parse(options.Value.From!);
        var text = new TextPart("plain") { Text = message.Text.Body };
        text.Headers.Add(HeaderId.ContentLanguage, message.Language.Tag);
        var mail = new MimeMessage
        {
            Date = wall.GetUtcNow(),
            MessageId = $"{message.Id}@{sender.Domain}", // The same in each attempt.
            Subject = message.Text.Title,
            Body = text,
        };
        mail.From.Add(sender);
        mail.To.Add(receiver);
        mail.Headers.Add(IdHeader, message.Id.ToString());
        mail.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no automatic replies.
        return mail;
    }

    private async Task<SmtpClient> RentAsync(CancellationToken cancellationToken)
    {
        while (_idle.TryTake(out var idle))
        {
            if (idle.Client.IsConnected && wall.GetElapsedTime(idle.UsedAt) < MaxIdle)
            {
                return idle.Client;
            }

            await QuitAsync(idle.Client);
        }

        var settings = options.Value;
        var client = new SmtpClient { Timeout = (int)Timeout.TotalMilliseconds };
        try
        {
            await client.ConnectAsync(settings.Host!, settings.Port, settings.Security, cancellationToken);
            if (settings.User is { } user)
            {
                await client.AuthenticateAsync(user, settings.Password ?? "", cancellationToken);
            }

            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static async Task QuitAsync(SmtpClient client)
    {
        using (client)
        {
            try
            {
                await client.DisconnectAsync(quit: true);
            }
            catch (Exception exception) when (exception is IOException or ProtocolException or SocketException)
            {
                // The server was quicker.
            }
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "Mail cannot be handed over ({Reason}); it is tried again. Check Mail:Host, Mail:Port, Mail:Security and the sign-in.")]
    private partial void LogNoServer(string reason);
}
