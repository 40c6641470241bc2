using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Actors.Domain.Programmes;
using Actors.Grains.Ledger;
using Actors.Server.Edge;
using Actors.Server.Hosting;
using Actors.Storage.Health;
using Actors.Storage.Outages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Operations;

/// <summary>The status page as HTML.</summary>
internal static class StatusPage
{
    /// <summary>Renders the page.</summary>
    /// <param name="storage">The state of storage; its reason, if it has one, is shown.</param>
    /// <param name="alarms">What an operator must look at.</param>
    /// <param name="corruptRows">Corrupt rows found since the start.</param>
    /// <param name="grainsAwake">Grains in memory.</param>
    /// <param name="stuckEffects">Effects that keep failing.</param>
    /// <param name="outages">Outages of the last days.</param>
    public static string Render(
        StorageStatus storage, IReadOnlyCollection<string> alarms, int corruptRows, int grainsAwake, int stuckEffects,
        IReadOnlyList<OutageInterval> outages)
    {
        var isWell = storage.State == StorageState.Available && alarms.Count == 0 && corruptRows == 0 && stuckEffects == 0;
        return $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Actors: {{(isWell ? "running" : "in trouble")}}</title>
            <link rel="stylesheet" href="/status.css">
            <h1 class="{{(isWell ? "well" : "ill")}}">Actors is <span>{{(isWell ? "running" : "in trouble")}}</span></h1>
            <dl>
              <dt>Storage</dt><dd>{{Describe(storage)}}</dd>
              <dt>Alarms</dt><dd>{{(alarms.Count == 0 ? "none" : HtmlEncoder.Default.Encode(string.Join(" ", alarms)))}}</dd>
              <dt>Corrupt rows</dt><dd>{{(corruptRows == 0 ? "none found" : $"{corruptRows} found; the log names them")}}</dd>
              <dt>Grains awake</dt><dd>{{grainsAwake.ToString("N0", CultureInfo.InvariantCulture)}}</dd>
              <dt>Effects</dt><dd>{{(stuckEffects == 0 ? "none failing" : $"{stuckEffects} keep failing: see the log")}}</dd>
              <dt>Outages in the last seven days</dt><dd>{{Describe(outages)}}</dd>
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

    private static string Describe(IReadOnlyList<OutageInterval> outages)
    {
        if (outages.Count == 0)
        {
            return "none";
        }

        var text = new StringBuilder();
        foreach (var outage in outages.TakeLast(10))
        {
            text.Append(CultureInfo.InvariantCulture, $"{Time(outage.From)} to {Time(outage.To)}<br>");
        }

        return text.ToString();
    }

    private static string Time(DateTimeOffset moment) =>
        moment.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}

/// <summary>The status page, on which an operator sees whether the server is well.</summary>
public static class StatusEndpoints
{
    private static readonly TimeSpan Shown = TimeSpan.FromDays(7);

    /// <summary>Maps the page <c>/status</c>.</summary>
    public static void MapStatus(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapAsset("/status.css", PageAsset.Read("Operations", "status.css", "text/css; charset=utf-8"))
            .ForOperators();
        endpoints.MapGet("/status", ShowAsync).ForOperators().WithSecurityHeadersPolicy(SecurityHeaders.Page)
            .ExcludeFromDescription();
    }

    private static async Task<ContentHttpResult> ShowAsync(
        HttpContext context, StorageHealth health, EffectWatch effects, OutageLog outages, GrainsAwake grainsAwake,
        IProgrammeTime time, CancellationToken cancellationToken)
    {
        var now = time.Now; // Outages bear programme time, as on the board.
        var status = health.Status;
        var awake = await grainsAwake.CountAsync(cancellationToken);
        var lately = status.State == StorageState.Available ? await outages.ReadAsync(now - Shown, now, cancellationToken) : [];
        var shown = Audience.MayReadDetails(context) ? status : status with { Reason = "the log says why" };
        var page = StatusPage.Render(
            shown, health.Alarms, health.CorruptRecords.Count, awake, effects.Stuck.Count, lately);
        return TypedResults.Content(page, "text/html; charset=utf-8");
    }
}
