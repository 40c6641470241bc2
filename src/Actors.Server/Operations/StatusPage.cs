using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Server.Edge;
using Actors.Server.Hosting;
using Actors.Server.Retention;
using Actors.Storage.Health;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Operations;

/// <summary>The status page as HTML.</summary>
internal static class StatusPage
{
    private const int OutagesListed = 10;

    /// <summary>Renders the page.</summary>
    /// <param name="server">How the server is; the reason of its storage, if it has one, is shown.</param>
    /// <param name="retention">How retention stands; <c>null</c> while storage cannot be read.</param>
    /// <param name="time">The programme clock.</param>
    public static string Render(ServerCondition server, RetentionStatus? retention, IProgrammeTime time)
    {
        var alarms = server.Alarms.Count == 0 ? "none" : HtmlEncoder.Default.Encode(string.Join(" ", server.Alarms));
        var kind = server.IsWell ? "well" : "ill";
        return $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Actors: {{server.Words}}</title>
            <link rel="stylesheet" href="/status.css">
            <h1 class="{{kind}}">Actors is <span>{{server.Words}}</span></h1>
            <dl>
              <dt>Storage</dt><dd>{{Describe(server.Storage)}}</dd>
              <dt>Alarms</dt><dd>{{alarms}}</dd>
              <dt>Corrupt rows</dt><dd>{{Found(server.CorruptRows)}}</dd>
              <dt>Grains awake</dt><dd>{{Number(server.GrainsAwake)}}</dd>
              <dt>Effects</dt><dd>{{Failing(server.StuckEffects)}}</dd>
              <dt>Retention</dt><dd>{{retention?.ToString() ?? "cannot be read now"}}</dd>
              <dt>Outages in seven days</dt><dd>{{Describe(server.Outages, time)}}</dd>
            </dl>
            <footer>
              For machines: <a href="/livez">/livez</a>, <a href="/readyz">/readyz</a>, <a href="/healthz">/healthz</a>
            </footer>
            </html>
            """;
    }

    private static string Describe(StorageStatus storage) => storage.State == StorageState.Available
        ? $"writes since {Time(storage.Since)}"
        : $"{storage.State} since {Time(storage.Since)}: {HtmlEncoder.Default.Encode(storage.Reason ?? "")}";

    private static string Found(int rows) => rows == 0 ? "none found" : $"{Number(rows)} found; the log names them";

    private static string Failing(int effects) => effects == 0 ? "none failing" : $"{Number(effects)} keep failing: see the log";

    /// <summary>The number that the board shows, and the newest. They bear programme time.</summary>
    private static string Describe(IReadOnlyList<OutageInterval> outages, IProgrammeTime time)
    {
        var text = new StringBuilder(outages.Count == 0 ? "none" : Number(outages.Count));
        if (time.IsMadeUp)
        {
            text.Append(CultureInfo.InvariantCulture, $", by the programme clock, which shows {Time(time.Now)}");
        }

        foreach (var outage in outages.TakeLast(OutagesListed))
        {
            text.Append(CultureInfo.InvariantCulture, $"<br>{Time(outage.From)} to {Time(outage.To)}");
        }

        return text.Append(outages.Count > OutagesListed ? "<br>and earlier ones" : "").ToString();
    }

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset moment) =>
        moment.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}

/// <summary>The status page, on which an operator sees whether the server is well.</summary>
public static class StatusEndpoints
{
    /// <summary>Maps the page <c>/status</c>.</summary>
    public static void MapStatus(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAsset("/status.css", PageAsset.Read("Operations", "status.css", "text/css; charset=utf-8"))
            .ForStaffAndOperators(StaffPermission.ReadServerStatus);
        endpoints.MapGet("/status", ShowAsync).ForStaffAndOperators(StaffPermission.ReadServerStatus)
            .WithSecurityHeadersPolicy(SecurityHeaders.Page)
            .ExcludeFromDescription();
    }

    private static async Task<ContentHttpResult> ShowAsync(
        HttpContext context, ConditionReader reader, RetentionStatusReader retention, IProgrammeTime time,
        CancellationToken cancellationToken)
    {
        var server = await reader.ReadAsync(cancellationToken);
        var shown = Audience.MayReadDetails(context) || StaffIdentity.Of(context.User) is not null
            ? server
            : server with { Storage = server.Storage with { Reason = "the log says why" } };
        var kept = server.Storage.State == StorageState.Available ? await retention.ReadAsync(cancellationToken) : null;
        return TypedResults.Content(StatusPage.Render(shown, kept, time), "text/html; charset=utf-8");
    }
}
