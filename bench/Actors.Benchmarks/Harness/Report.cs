using System.Globalization;
using System.Text;

namespace Actors.Benchmarks.Harness;

/// <summary>The result of a run, as a page.</summary>
internal sealed class Report(DateTimeOffset at)
{
    private readonly StringBuilder _tables = new();
    private readonly List<(double Flushes, double Copies)> _floors = [];
    private readonly string _busyAtStart = Machine.Busyness();

    /// <summary>Notes what disk and memory give now.</summary>
    public void MeasureFloor() => _floors.Add((Floor.MeasureFlushes(), Floor.MeasureCopies()));

    /// <summary>Adds a benchmark that ran; gives its part of the page.</summary>
    public string Add(string name, IReadOnlyList<Line> lines)
    {
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"## {name}").AppendLine();
        table.AppendLine("| what | unit | median | worst | peer | peer's median | ratio | CPU µs/item | peer's CPU | aim | met |");
        table.AppendLine("|---|---|--:|--:|---|--:|--:|--:|--:|---|---|");
        foreach (var line in lines)
        {
            table.AppendLine(Render(line));
        }

        table.AppendLine();
        _tables.Append(table);
        return table.ToString();
    }

    /// <summary>Adds a benchmark that did not run; gives its part of the page.</summary>
    public string AddSkipped(string name, string reason)
    {
        var text = $"## {name}\n\nSkipped: {reason}\n\n";
        _tables.Append(text);
        return text;
    }

    /// <summary>The page.</summary>
    public string Render() =>
        $"""
        # Results

        Written by `./build.sh bench --write`. Ours and the peer take turns in one process on one machine, {Contest.Rounds} rounds after
        one that warms up; median and worst of ours, and the peer's median. HERD-11 and RESTART are done once: a whole town is an
        average of its own. *Ratio* is ours divided by the peer's. *CPU* is the processor time of the process that is measured
        per item; what a database server uses beside it is not in it. Compare ratios: absolute
        numbers move with the machine and with whatever else runs on it.

        - Date: {at.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC
        - Machine: {Machine.Describe()}
        - Load average (1, 5, 15 min): {_busyAtStart} at the start, {Machine.Busyness()} at the end, this run included
        - 4 KB written and flushed (`fdatasync`) per second, measured between the benchmarks: {Spread(floor => floor.Flushes)}
        - Memory copied by one thread, GB/s: {Spread(floor => floor.Copies)}


        """ + _tables.ToString().TrimEnd() + "\n";

    private static string Render(Line line)
    {
        var median = line.Ours.Median;
        var note = median.Note.Length > 0 ? $" ({median.Note})" : "";
        var met = line.IsMet switch { true => "yes", false => "**no**", null => "–" };
        return $"| {line.What}{note} | {line.Unit} | {Figures.Of(median.Value)} | {Figures.Of(line.Worst)} | {line.PeerName} "
            + $"| {Figures.Of(line.Peer?.Median.Value ?? double.NaN)} | {Figures.Of(line.Ratio ?? double.NaN)} "
            + $"| {Figures.Of(median.CpuMicroseconds)} | {Figures.Of(line.Peer?.Median.CpuMicroseconds ?? double.NaN)} | {line.Aim?.Text ?? "–"} | {met} |";
    }

    private string Spread(Func<(double Flushes, double Copies), double> value)
    {
        var ascending = _floors.Select(value).Order().ToList();
        return $"median {Figures.Of(ascending[ascending.Count / 2])}, from {Figures.Of(ascending[0])} to {Figures.Of(ascending[^1])}";
    }
}
