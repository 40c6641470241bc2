using System.Net;
using System.Net.Sockets;
using System.Text;
using Actors.Domain.Entrants.Prompts;
using Actors.Notifications.Mail;
using MimeKit;

namespace Actors.Server.Demo.Outbox;

/// <summary>
/// A mail server on this machine for trials: it takes mail by the few commands of SMTP that a sender needs (RFC 5321, section
/// 4.5.1), and delivers nothing. A library for it would be larger than this and would serve nothing else.
/// </summary>
internal sealed class LocalMailServer : BackgroundService
{
    private const int MaxConnections = 16;
    private const int MaxLine = 2_000;
    private const int MaxMail = 262_144;
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMinutes(5);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly LocalInbox _inbox;
    private readonly TimeProvider _wall;

    /// <summary>Listens on a free port of this machine, and takes mail once it is started.</summary>
    public LocalMailServer(LocalInbox inbox, TimeProvider wall)
    {
        (_inbox, _wall) = (inbox, wall);
        _listener.Start();
    }

    /// <summary>The port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _listener.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var open = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            open.RemoveAll(task => task.IsCompleted);
            open.Add(ServeAsync(
                await _listener.AcceptTcpClientAsync(stoppingToken), isRefused: open.Count >= MaxConnections, stoppingToken));
        }
    }

    private async Task ServeAsync(TcpClient client, bool isRefused, CancellationToken stop)
    {
        using (client)
        {
            if (isRefused)
            {
                return;
            }

            try
            {
                await using var stream = client.GetStream();
                await TalkAsync(new(stream, Encoding.Latin1), stream, stop);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or TimeoutException)
            {
                // The sender is gone, or the server stops.
            }
        }
    }

    private async Task TalkAsync(StreamReader reader, NetworkStream stream, CancellationToken stop)
    {
        string? receiver = null;
        await AnswerAsync("220 demo ESMTP");
        while (await ReadAsync(reader, stop) is { } line)
        {
            switch (line.Split(' ', 2)[0].ToUpperInvariant())
            {
                case "EHLO":
                    await AnswerAsync("250-demo\r\n250-8BITMIME\r\n250 SMTPUTF8");
                    break;
                case "HELO" or "MAIL" or "NOOP" or "RSET":
                    await AnswerAsync("250 OK");
                    break;
                case "RCPT":
                    receiver = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..].Split('>')[0];
                    await AnswerAsync(receiver.StartsWith("no-such-person@", StringComparison.OrdinalIgnoreCase)
                        ? "550 5.1.1 No such person here" : "250 OK");
                    break;
                case "DATA" when receiver is not null:
                    await AnswerAsync("354 Go on");
                    await HoldAsync(receiver, await ReadMailAsync(reader, stop));
                    await AnswerAsync("250 Held");
                    break;
                case "QUIT":
                    await AnswerAsync("221 Bye");
                    return;
                default:
                    await AnswerAsync("502 Not here");
                    break;
            }
        }

        async Task AnswerAsync(string answer) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), stop);
    }

    private async Task<string?> ReadAsync(StreamReader reader, CancellationToken stop) =>
        await reader.ReadLineAsync(stop).AsTask().WaitAsync(MaxSilence, _wall, stop) is { Length: <= MaxLine } line ? line : null;

    /// <summary>Reads up to the line with a single dot; a dot that begins a line was doubled (section 4.5.2).</summary>
    private async Task<byte[]> ReadMailAsync(StreamReader reader, CancellationToken stop)
    {
        var mail = new StringBuilder();
        while (await ReadAsync(reader, stop) is { } line && line != "." && mail.Length < MaxMail)
        {
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(mail.ToString());
    }

    private async Task HoldAsync(string receiver, byte[] mail)
    {
        using var content = new MemoryStream(mail);
        using var message = await MimeMessage.LoadAsync(content);
        _inbox.Add(new(
            message.Headers[MailSender.IdHeader] ?? message.MessageId ?? "", Channel.Mail, receiver, message.Subject ?? "",
            message.TextBody ?? "", $"from {message.From}"));
    }
}
