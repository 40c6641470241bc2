using System.Text;
using Actors.Domain.Outbox;
using Actors.Notifications.Mail;
using Actors.Testing;

namespace Actors.Notifications.Tests.Mail;

public class MailBounceTests
{
    private static readonly string Id = MessageId.Of("a").ToString();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("failed", "message/rfc822", true)]
    [InlineData("failed", "text/rfc822-headers", true)]
    [InlineData("delayed", "message/rfc822", false)]
    public async Task A_bounce_names_the_message_and_whether_the_server_goes_on(string action, string original, bool isFinal)
    {
        var bounce = await ReadAsync(Bounce(action, original, Id));
        Assert.Equal((MessageId.Of("a"), isFinal), (bounce!.Id, bounce.IsFinal));
    }

    [Fact]
    public async Task Other_mail_is_no_bounce_of_ours()
    {
        Assert.Null(await ReadAsync(Bounce("failed", "message/rfc822", "someone else's")));
        Assert.Null(await ReadAsync($"From: a@example.org\r\nActors-Message-Id: {Id}\r\n\r\nOut of office."));
        Assert.Null(await ReadAsync(""));
    }

    [Fact]
    public async Task Nothing_that_comes_breaks_the_reader()
    {
        var random = new SeededRandom(7);
        for (var time = 0; time < 500; time++)
        {
            var mail = Encoding.Latin1.GetBytes(Bounce("failed", "message/rfc822", Id));
            mail[random.Next(0, mail.Length)] = (byte)random.Next(0, 256);
            using var stream = new MemoryStream(mail);
            await MailBounce.ReadAsync(stream, Cancelled); // Throws nothing.
        }
    }

    private static async Task<MailBounce?> ReadAsync(string mail)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(mail));
        return await MailBounce.ReadAsync(stream, Cancelled);
    }

    /// <summary>As in RFC 3464, appendix E.</summary>
    private static string Bounce(string action, string original, string id) => $"""
        From: MAILER-DAEMON@example.net
        To: no-reply@example.org
        Subject: Undelivered mail
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="edge"

        --edge
        Content-Type: text/plain

        It could not be delivered.

        --edge
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example.net

        Final-Recipient: rfc822; ann@example.org
        Action: {action}
        Status: 5.1.1

        --edge
        Content-Type: {original}

        From: no-reply@example.org
        To: ann@example.org
        Actors-Message-Id: {id}
        Subject: Hello

        Text

        --edge--
        """.ReplaceLineEndings("\r\n");
}
