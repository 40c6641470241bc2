using System.Globalization;
using Actors.LoadTest.Reconciling;
using Actors.LoadTest.Servers;
using Spectre.Console;

namespace Actors.LoadTest.Output;

/// <summary>Writes the result of a run for people.</summary>
internal static class Summary
{
    private const int MaxOfAKind = 20;

    /// <summary>Writes the figures as a table.</summary>
    public static void Write(IAnsiConsole console, LifeReport report, bool isClean)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("what").AddColumn(new TableColumn("count").RightAligned());
        foreach (var (name, value) in new (string, FormattableString)[]
        {
            ("people", $"{report.Entrants:N0}"),
            ("registered, confirmed", $"{report.Registered:N0}, {report.Confirmed:N0}"),
            ("  not on the roster at the landing", $"{report.HeldBack:N0}"),
            ("  registered within", $"{report.EnteringS:N1} s"),
            ("days", $"{report.Days:N0}"), ("prompts", $"{report.Prompts:N0}"),
            ("  answered", $"{report.Answered:N0}"), ("  late", $"{report.Late:N0}"), ("  missed", $"{report.Missed:N0}"),
            ("  excused", $"{report.Excused:N0}"), ("    because of the phone", $"{report.ExcusedPhone:N0}"),
            ("  proved by push, by SMS", $"{report.ProvedByPush:N0}, {report.ProvedBySms:N0}"),
            ("  open", $"{report.Open:N0}"), ("lost", $"{report.Lost:N0}"),
            ("duplicated", $"{report.Duplicated:N0}"), ("on wrong days", $"{report.WrongDays:N0}"),
            ("wrongly blamed", $"{report.WronglyBlamed:N0}"),
            ("truly gone, of these found", $"{report.Gone:N0}, {report.GoneFound:N0}"),
            ("  not to be judged", $"{report.GoneNotJudged:N0}"),
            ("outage hours, real and recorded", $"{report.DeadHours:N1}, {report.RecordedOutageHours:N1}"),
            ("reports a second", $"{report.ReportsPerS:N1}"),
            ("acknowledged within, p50 and p99", $"{report.P50Ms:N1} and {report.P99Ms:N1} ms"),
            ("servers", $"{report.Servers:N0}"),
            ("killed, paused, restarted", $"{report.Kills:N0}, {report.Pauses:N0}, {report.Restarts:N0}"),
            ("longest fail-over", $"{report.FailOverS:N1} s"), ("seconds, at times", $"{report.Seconds:N0}, {report.Speed:N0}"),
        })
        {
            table.AddRow(name, value.ToString(CultureInfo.InvariantCulture));
        }

        console.Write(table);
        console.WriteLine($"Limits raised for the test: {string.Join(' ', ChildServer.RaisedLimits)}");
        console.MarkupLine(
            isClean ? "[green]The ledger agrees with the phones.[/]" : "[red]The ledger disagrees with the phones.[/]");
    }

    /// <summary>Writes the first findings of each kind.</summary>
    public static void WriteFindings(TextWriter output, Reconciliation found)
    {
        foreach (var kind in found.Findings.GroupBy(finding => finding.Kind))
        {
            foreach (var finding in kind.Take(MaxOfAKind))
            {
                output.WriteLine(finding);
            }

            if (kind.Count() > MaxOfAKind)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Key}: {kind.Count() - MaxOfAKind} more"));
            }
        }

        if (!found.AddsUp)
        {
            output.WriteLine("The outcomes do not add up to the prompts.");
        }
    }
}
