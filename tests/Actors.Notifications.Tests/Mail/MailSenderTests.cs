using System.Buffers;
using System.Net;
using System.Threading.Channels;
using Actors.Domain.Outbox;
using Actors.Notifications.Mail;
using Actors.Notifications.Tests.Push;
using Actors.Testing;
using MailKit.Security;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using SmtpServer;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Actors.Notifications.Tests.Mail;

/// <summary>Mail against a server of others.</summary>
public sealed class MailSenderTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Sink _sink = new();
    private Task _serving = Task.CompletedTask;
    private MailSender _sender = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        var port = FreePort.Take();
        var services = new SmtpServer.ComponentModel.ServiceProvider();
        services.Add((IMessageStore)_sink);
        services.Add((IMailboxFilter)_sink);
        var options = new SmtpServerOptionsBuilder().ServerName("sink")
            .Endpoint(endpoint => endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port))).Build();
        _serving = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
        _sender = new(
            Options.Create(new MailOptions
            {
                Host = "127.0.0.1",
                Port = port,
                Security = SecureSocketOptions.None,
                From = "Centre <no-reply@example.org>",
            }),
            new TestTimeProvider(), NullLogger<MailSender>.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _sender.DisposeAsync();
        await _stop.CancelAsync();
        await _serving;
        _stop.Dispose();
    }

    [Fact]
    public async Task A_mail_arrives_with_its_id_and_in_its_language()
    {
        Assert.Equal("smtp-250", (await SendAsync("ann@example.org")).Reason);
        using var mail = await _sink.Mails.Reader.ReadAsync(Cancelled);
        Assert.Equal(("題名", "本文"), (mail.Subject, mail.TextBody!.Trim()));
        Assert.Equal("no-reply@example.org", Assert.Single(mail.From.Mailboxes).Address);
        Assert.Equal(MessageId.Of("a").ToString(), mail.Headers[MailSender.IdHeader]);
        Assert.Equal($"{MessageId.Of("a")}@example.org", mail.MessageId);
        Assert.Equal(("ja", "auto-generated"), (mail.Body!.Headers["Content-Language"], mail.Headers["Auto-Submitted"]));
    }

    [Fact]
    public async Task One_connection_serves_several_mails()
    {
        for (var count = 0; count < 3; count++)
        {
            await SendAsync("ann@example.org");
        }

        Assert.Equal(1, _sink.Sessions);
    }

    [Theory]
    [InlineData("gone@example.org", "AddressGone", "smtp-550")]
    [InlineData("full@example.org", "RetryLater", "smtp-452")]
    [InlineData("not an address", "AddressGone", "address-malformed")]
    public async Task A_refused_receiver_says_whether_the_address_works(string address, string verdict, string reason)
    {
        var outcome = await SendAsync(address);
        Assert.Equal((verdict, reason), (outcome.Verdict.ToString(), outcome.Reason));
    }

    [Fact]
    public async Task Without_a_server_it_is_tried_later()
    {
        await _stop.CancelAsync();
        await _serving;
        Assert.Equal("network", (await SendAsync("ann@example.org")).Reason);
    }

    private Task<SendOutcome> SendAsync(string address) => _sender.SendAsync(PushSenderTests.MessageTo(address), Cancelled);

    private sealed class Sink : MessageStore, IMailboxFilter
    {
        private readonly HashSet<Guid> _sessions = [];

        public Channel<MimeMessage> Mails { get; } = Channel.CreateUnbounded<MimeMessage>();

        public int Sessions => _sessions.Count;

        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer,
            CancellationToken cancellationToken)
        {
            _sessions.Add(context.SessionId);
            using var content = new MemoryStream(buffer.ToArray());
            await Mails.Writer.WriteAsync(await MimeMessage.LoadAsync(content, cancellationToken), cancellationToken);
            return SmtpResponse.Ok;
        }

        public Task<bool> CanAcceptFromAsync(
            ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<bool> CanDeliverToAsync(
            ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) => to.User switch
            {
                "gone" => throw new SmtpResponseException(SmtpResponse.MailboxUnavailable),
                "full" => throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.InsufficientStorage, "full")),
                _ => Task.FromResult(true),
            };
    }
}
