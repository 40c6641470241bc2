using Actors.Benchmarks.Harness;

namespace Actors.Benchmarks.Durability;

/// <summary>
/// Acknowledged writes of single grains through the storage of grains, beside raw code that writes the same rows in
/// batches, and beside raw code that commits each row. Then the same through real grains, whose commands decide and
/// write.
/// </summary>
internal sealed class ReportDurable(string name, Func<Task<IArena>> createArena) : IBenchmark
{
    private const int Most = 512;
    private static readonly int[] Fewer = [1, 8, 64];

    public string Name => name;

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        var rows = new ReportRows();
        await using var arena = await createArena();
        await arena.PrepareAsync(rows.Peer);
        await using var silo = await BenchServer.StartAsync(arena.Storage);
        var writers = new ReportWriters(silo, rows);
        await writers.PrepareAsync();

        // Each stands next to what it is held against: a disk is slow for a while after much was written to it.
        var contest = new Contest();
        foreach (var count in Fewer)
        {
            contest.Add($"plain {count}", () => writers.WritePlainAsync(count));
            if (count <= arena.MostConnections)
            {
                contest.Add($"single {count}", () => arena.WriteSinglesAsync(count));
            }

            contest.Add($"ledgered {count}", () => writers.WriteLedgeredAsync(count));
        }

        if (!Fewer.Contains(arena.MostConnections))
        {
            contest.Add($"single {arena.MostConnections}", () => arena.WriteSinglesAsync(arena.MostConnections));
        }

        contest.Add($"plain {Most}", () => writers.WritePlainAsync(Most));
        foreach (var count in arena.BatchConnections)
        {
            contest.Add($"batch {count}", () => arena.WriteBatchesAsync(count, withEvents: false));
        }

        contest.Add($"ledgered {Most}", () => writers.WriteLedgeredAsync(Most));
        foreach (var count in arena.BatchConnections)
        {
            contest.Add($"batch events {count}", () => arena.WriteBatchesAsync(count, withEvents: true));
        }

        contest.Add("grain", () => writers.CommandAsync(Most));

        return ToLines(arena, await contest.RunAsync(), Over);

        int Over(int count) => Math.Min(count, arena.MostConnections);
    }

    private static List<Line> ToLines(IArena arena, Dictionary<string, Series> results, Func<int, int> connections)
    {
        var lines = Fewer.Append(Most).Select(count => new Line(
            $"plain state, {Writers(count)}", "writes/s", results[$"plain {count}"],
            $"a row per transaction, {Connections(connections(count))}", results[$"single {connections(count)}"])).ToList();
        foreach (var count in arena.BatchConnections)
        {
            lines.Add(AgainstBatches($"plain state, {Most} writers", $"plain {Most}", "batch", count));
        }

        lines.AddRange(Fewer.Select(count =>
            new Line($"with due time and event, {Writers(count)}", "writes/s", results[$"ledgered {count}"])));
        foreach (var count in arena.BatchConnections)
        {
            lines.Add(AgainstBatches($"with due time and event, {Most} writers", $"ledgered {Most}", "batch events", count));
        }

        foreach (var count in arena.BatchConnections)
        {
            lines.Add(AgainstBatches($"REPORT-GRAIN: commands of ledgered grains, {Most} callers", "grain", "batch events", count));
        }

        return lines;

        Line AgainstBatches(string what, string ours, string peer, int count) => new(
            what, "writes/s", results[ours], $"1,000 rows per transaction, {Connections(count)}", results[$"{peer} {count}"], arena.Aim);
    }

    private static string Writers(int count) => count == 1 ? "1 writer" : $"{count} writers";

    private static string Connections(int connections) => connections == 1 ? "1 connection" : $"{connections} connections";
}
