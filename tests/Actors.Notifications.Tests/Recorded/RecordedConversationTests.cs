using Actors.Notifications.Mail;
using Actors.Notifications.Sms;
using Actors.Notifications.Tests.Push;
using Actors.Testing;
using MailKit.Security;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Actors.Notifications.Tests.Recorded;

/// <summary>
/// Mail and SMS against recorded conversations: what goes over the line is right to the byte, and every answer that servers in
/// the field give is judged as what it means.
/// </summary>
public sealed class RecordedConversationTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("smtp-delivered", "Accepted", "smtp-250")]
    [InlineData("smtp-unknown", "AddressGone", "smtp-550")]
    [InlineData("smtp-greylisted", "RetryLater", "smtp-451")]
    [InlineData("smtp-full", "RetryLater", "smtp-452")]
    [InlineData("smtp-sender-refused", "RetryLater", "smtp-553")]
    [InlineData("smtp-spam", "Refused", "smtp-554")]
    [InlineData("smtp-busy", "RetryLater", "smtp-421")]
    [InlineData("smtp-wrong-password", "RetryLater", "network")]
    public async Task A_mail_server_is_understood(string record, string verdict, string reason)
    {
        await using var server = RecordedConversation.Play($"{record}.txt", "\r\n");
        SendOutcome outcome;
        await using (var sender = Sender(server, SecureSocketOptions.None))
        {
            outcome = await sender.SendAsync(Mail, Cancelled);
        }

        await server.EndAsync();
        Assert.Equal((verdict, reason), (outcome.Verdict.ToString(), outcome.Reason));
    }

    /// <summary>An attacker would take the offer away: neither password nor mail is said.</summary>
    [Fact]
    public async Task Without_an_offer_of_tls_nothing_is_said()
    {
        await using var server = RecordedConversation.Play("smtp-without-tls.txt", "\r\n");
        await using var sender = Sender(server, SecureSocketOptions.StartTls);
        Assert.Equal("network", (await sender.SendAsync(Mail, Cancelled)).Reason);
        await server.EndAsync();
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_is_opened_again()
    {
        await using var server = RecordedConversation.Play("smtp-closed-while-idle.txt", "\r\n");
        await using var sender = Sender(server, SecureSocketOptions.None);
        var verdicts = new List<SendVerdict>();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            verdicts.Add((await sender.SendAsync(Mail, Cancelled)).Verdict);
        }

        Assert.Equal([SendVerdict.Accepted, SendVerdict.RetryLater, SendVerdict.Accepted], verdicts);
        await server.EndAsync();
    }

    [Theory]
    [InlineData("sms-accepted", false, "Accepted", "http-202", "SM9f2c51")]
    [InlineData("sms-busy", false, "RetryLater", "http-429", null)]
    [InlineData("sms-refused", true, "Refused", "http-400", null)]
    [InlineData("sms-cut", false, "RetryLater", "network", null)]
    public async Task A_gateway_is_understood(string record, bool isForm, string verdict, string reason, string? reference)
    {
        await using var gateway = RecordedConversation.Play($"{record}.txt", "");
        var options = new SmsOptions { GatewayUrl = new($"http://127.0.0.1:{gateway.Port}/send"), Secret = "Bearer s" };
        if (isForm)
        {
            (options.MediaType, options.Body) = ("application/x-www-form-urlencoded", "To={to}&Body={text}&From=Centre");
        }

        using var clients = new Clients();
        var outcome = await new SmsSender(clients, Options.Create(options)).SendAsync(
            PushSenderTests.MessageTo("+819012345678"), Cancelled);
        await gateway.EndAsync();

        Assert.Equal((verdict, reason, reference), (outcome.Verdict.ToString(), outcome.Reason, outcome.Reference));
        Assert.Equal(reason == "http-429" ? TimeSpan.FromSeconds(30) : null, outcome.RetryAfter);
    }

    private static OutgoingMessage Mail => PushSenderTests.MessageTo("ann@example.org");

    private static MailSender Sender(RecordedConversation server, SecureSocketOptions security) => new(
        Options.Create(new MailOptions
        {
            Host = "127.0.0.1",
            Port = server.Port,
            Security = security,
            User = "centre",
            Password = "secret",
            From = "Centre <no-reply@example.org>",
        }),
        new TestTimeProvider(), NullLogger<MailSender>.Instance);

    private sealed class Clients : IHttpClientFactory, IDisposable
    {
        private readonly HttpClient _http = new();

        public HttpClient CreateClient(string name) => _http;

        public void Dispose() => _http.Dispose();
    }
}
