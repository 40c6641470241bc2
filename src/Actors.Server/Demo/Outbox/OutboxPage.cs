using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Outbox;

namespace Actors.Server.Demo.Outbox;

/// <summary>The page of the local receivers as HTML. All that came from outside is escaped.</summary>
internal static class OutboxPage
{
    /// <summary>Renders the page.</summary>
    /// <param name="held">The messages, newest first.</param>
    /// <param name="waiting">What waits in the outbox.</param>
    public static string Render(IReadOnlyList<HeldMessage> held, IReadOnlyList<WaitingMessages> waiting)
    {
        var lanes = string.Concat(Enum.GetValues<Lane>().Select(lane =>
            $"<div><dt>{Name(lane)}</dt><dd>{Number(waiting.Where(one => one.Lane == lane).Sum(one => one.Count))}</dd></div>"));
        return $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="refresh" content="5">
            <title>Actors: messages of the demo</title>
            <link rel="stylesheet" href="/demo/outbox.css">
            <link rel="icon" href="/board/icon.svg">
            <header>
              <h1>Messages</h1>
              <p>What a push service, an SMS gateway and a mail server on this machine hold. Nothing leaves it.</p>
              <form method="post" action="/demo/outbox/samples"><button>Send one of each</button></form>
            </header>
            <section class="lanes" aria-label="Waiting in the outbox"><h2>Waiting in the outbox</h2><dl>{{lanes}}</dl></section>
            <main>
              {{Column(Channel.Push, "Push", "Decrypted with the keys of the phone", held)}}
              {{Column(Channel.Sms, "SMS", "As the gateway got it", held)}}
              {{Column(Channel.Mail, "Mail", "As the mail server got it", held)}}
            </main>
            <footer><a href="/">Board</a> <a href="/status">Status</a></footer>
            </html>
            """;
    }

    private static string Column(Channel channel, string title, string remark, IReadOnlyList<HeldMessage> held)
    {
        var messages = held.Where(message => message.Channel == channel).ToList();
        var list = new StringBuilder();
        foreach (var message in messages)
        {
            var repeats = message.Repeats > 0 ? $"<span class=\"chip\">came {Number(message.Repeats + 1)} times</span>" : "";
            var proof = message.IsConfirmed
                ? "<span class=\"chip proved\">confirmed</span>" : "<span class=\"chip\">no proof yet</span>";
            var heading = message.Title.Length > 0 ? $"<h3>{Safe(message.Title)}</h3>" : "";
            list.Append(CultureInfo.InvariantCulture, $"""
                <li>{heading}<p>{Safe(message.Body)}</p>
                <p class="small">{proof}{repeats}
                <span>to {Safe(message.To)}</span> <span>{Safe(message.Details)}</span>
                <time>{message.ReceivedAt:HH:mm:ss}</time></p></li>
                """);
        }

        var content = messages.Count > 0 ? $"<ol>{list}</ol>" : "<p class=\"none\">Nothing yet.</p>";
        return $"<section><h2>{title} <small>{Number(messages.Count)}</small></h2><p class=\"small\">{remark}</p>{content}"
            + "</section>";
    }

    private static string Name(Lane lane) => lane switch
    {
        Lane.Calls => "Calls and codes",
        Lane.Reminders => "Prompts and reminders",
        Lane.News or _ => "News",
    };

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
