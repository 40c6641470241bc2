using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Actors.Server.Hosting;

namespace Actors.Server.Board;

/// <summary>Renders the page with its figures, so that it is useful before and without its script.</summary>
internal static partial class BoardPage
{
    private const string App = "<a href=\"/app/?trial=1\">Try the app</a> ";

    private static readonly string[] Fates = ["answered", "late", "missed", "excused", "open", "planned"];

    private static readonly string Template = Encoding.UTF8.GetString(PageAsset.Read("Board", "board.html", "text/html").Content);

    /// <param name="snapshot">The figures.</param>
    /// <param name="isForTrials">Whether to link to the app for visitors.</param>
    /// <param name="phoneLink">The link of the app for phones of visitors; <c>null</c> for none.</param>
    public static string Render(BoardSnapshot snapshot, bool isForTrials, Uri? phoneLink)
    {
        var values = JsonSerializer.SerializeToNode(snapshot, BoardJson.Default.BoardSnapshot)!;
        var options = snapshot.Programmes.Select(programme =>
            $"<option value=\"{Encode(programme.Id)}\"{(programme.Id == snapshot.Programme ? " selected" : "")}>"
            + $"{Encode(programme.Name)}</option>");
        var events = snapshot.Events.Select(happened =>
            $"<li class=\"{Encode(happened.Tone)}\"><span class=\"who\">{Encode(happened.Who)}</span>"
            + $"<span class=\"text\">{Encode(happened.Text)}</span><span class=\"day\">{Encode(happened.Day)}</span></li>");
        var work = snapshot.Work.Kinds.Select(kind =>
            $"<li><span class=\"kind\">{Encode(kind.Kind)}</span><span class=\"count\">{Number(kind.Open)}</span>"
            + $"<span class=\"oldest\">{Encode(kind.Oldest)}</span></li>");
        var page = Bar().Replace(Template, match => match.Value + Bars(values[match.Groups[1].Value]!));
        return Field().Replace(page, match => match.Value + Encode(Text(values, match.Groups[1].Value)))
            .Replace("<!--app-->", isForTrials ? App : "", StringComparison.Ordinal)
            .Replace("<!--phones-->", phoneLink is null ? "" : Phones(phoneLink), StringComparison.Ordinal)
            .Replace("<!--programmes-->", string.Concat(options), StringComparison.Ordinal)
            .Replace(
                "<!--work-->", string.Concat(work.DefaultIfEmpty("<li class=\"none\">Nothing waits.</li>")),
                StringComparison.Ordinal)
            .Replace(
                "<!--events-->", string.Concat(events.DefaultIfEmpty("<li class=\"none\">Nothing yet.</li>")),
                StringComparison.Ordinal);
    }

    private static string Phones(Uri link) =>
        $"""
        <section class="phones" aria-labelledby="phones-title">
          <h2 id="phones-title">Try it on your phone</h2>
          <p><img src="/demo/app.svg" alt="QR code of the app" width="160" height="160"></p>
          <p><a href="{Encode(link.ToString())}">{Encode(link.ToString())}</a></p>
        </section>
        """;

    private static string Text(JsonNode values, string path)
    {
        var node = path.Split('.').Aggregate((JsonNode?)values, (inner, name) => inner?[name])
            ?? throw new InvalidOperationException($"The board shows {path}, which no snapshot has.");
        return node.GetValueKind() == JsonValueKind.Number
            ? Number(node.GetValue<double>())
            : node.GetValue<string>();
    }

    /// <summary>
    /// The fates beside each other, a thousand wide. Attributes, because the policy of the page forbids styles here.
    /// </summary>
    private static string Bars(JsonNode counts)
    {
        var numbers = Fates.Select(fate => (double)counts[fate]!.GetValue<long>()).ToList();
        var all = Math.Max(1, numbers.Sum());
        var x = 0.0;
        var bars = new StringBuilder();
        foreach (var (fate, number) in Fates.Zip(numbers))
        {
            var width = number * 1000 / all;
            bars.Append(
                CultureInfo.InvariantCulture,
                $"<rect class=\"{fate}\" height=\"10\" x=\"{x:0.##}\" width=\"{width:0.##}\"/>");
            x += width;
        }

        return bars.ToString();
    }

    private static string Number(double number) => number.ToString("#,0.#", CultureInfo.InvariantCulture);

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    [GeneratedRegex("data-f=\"([a-zA-Z.]+)\">")]
    private static partial Regex Field();

    [GeneratedRegex("data-bar=\"([a-z]+)\"[^>]*>")]
    private static partial Regex Bar();
}
