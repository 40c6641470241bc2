using System.Diagnostics;
using Actors.Benchmarks.Durability;
using Actors.Benchmarks.Harness;

namespace Actors.Benchmarks.Entrants;

/// <summary>
/// It becomes eleven: everybody in the town is to be asked how they feel. Seconds until the last prompt is durable,
/// and, where phones are connected, handed to them. Hot: everybody is awake with a phone connected. Cold: all are
/// asleep, as after a night; the sweepers find them. For comparison: a heap that gives the due, and raw code that
/// writes the same rows in batches. One round each, after small towns that warm up: so many people are an average of
/// their own.
/// </summary>
internal sealed class Herd11(string name, Func<Task<IArena>> createArena, int entrants) : IBenchmark
{
    private const int Few = 5_000;
    private const int WarmUps = 2;
    private const int Connectors = 1_000;
    private const long Stride = 7_919;
    private const double AimSeconds = 10;
    private const double AimEntrants = 300_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public string Name => name;

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        for (var turn = 0; turn < WarmUps; turn++)
        {
            await RunTownAsync(Few, isHot: true);
            await RunTownAsync(Few, isHot: false);
        }

        var (hot, _, _) = await RunTownAsync(entrants, isHot: true);
        var (cold, settled, rows) = await RunTownAsync(entrants, isHot: false);
        var peer = new Series([await RunPeerAsync(rows)]);
        var aim = Aim.AtMost(AimSeconds * entrants / AimEntrants);
        return
        [
            ToLine($"{entrants:#,0} awake with phones connected", hot),
            ToLine($"{entrants:#,0} asleep, found by the sweepers", cold),
            new("making the town: states written", "states/s", new([settled])),
        ];

        Line ToLine(string what, Sample ours) =>
            new(what, "s", new([ours]), "heap and batches", peer, aim, IsLessBetter: true);
    }

    private async Task<(Sample Herd, Sample Settled, PeerRows Rows)> RunTownAsync(int count, bool isHot)
    {
        using var keys = new TownKeys();
        await using var arena = await createArena();
        await using var town = await Town.StartAsync(arena.Storage, keys.Path, Town.Morning);
        var started = Stopwatch.GetTimestamp();
        var due = await new Settlers(town).SettleAsync(count);
        var settled = new Sample(count / Stopwatch.GetElapsedTime(started).TotalSeconds);
        var tally = new Tally();
        // Counts from here: an entrant who is due when the phone connects gets the prompt before eleven.
        var prompts = due.Values.Sum();
        var durable = town.Commits.WatchAsync(due);
        var shown = isHot ? tally.ExpectAsync(count) : Task.FromResult(0L);
        var phones = new HerdPhone[isHot ? count : 0]; // The server does not keep them alive.
        await Lanes.EachAsync(phones.Length, Connectors, number =>
            (phones[number] = new HerdPhone(town, number, tally)).ConnectAsync());
        await town.SweepAsync();
        GC.Collect();
        var herd = await StrikeElevenAsync(town, prompts, durable, shown);
        GC.KeepAlive(phones);
        return (herd, settled, await WrittenRows.OfAsync(town, count));
    }

    private static async Task<Sample> StrikeElevenAsync(Town town, int due, Task durable, Task<long> shown)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        town.Clock.SkipTo(Town.Eleven);
        town.Clock.SetSpeed(1);
        try
        {
            await Task.WhenAll(durable, shown).WaitAsync(Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException(
                $"Of {due} prompts {town.Commits.Left} are not durable after {Patience}, or a phone has none.");
        }

        var lastShown = Stopwatch.GetElapsedTime(started, Math.Max(await shown, started)).TotalSeconds;
        var used = Environment.CpuUsage.TotalTime - cpu;
        var late = town.Commits.SecondsSince(started);
        var note = $"late p50 {At(0.5)}, p99 {At(0.99)}, max {At(1)} s; {due:#,0} prompts";
        return new(Math.Max(lastShown, late[^1]), used.TotalMicroseconds / due, note);

        string At(double part) => Figures.Of(late[(int)(part * (late.Length - 1))]);
    }

    private async Task<Sample> RunPeerAsync(PeerRows rows)
    {
        await using var arena = await createArena();
        await arena.PrepareAsync(rows);
        var queue = new PriorityQueue<int, long>();
        for (var number = 0; number < rows.Count; number++)
        {
            queue.Enqueue(number, number * Stride % rows.Count);
        }

        var connections = arena.BatchConnections[^1];
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            while (TryTakeBatch(queue))
            {
                await arena.WriteBatchAsync(connection, connections);
            }
        })));
        return new(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / rows.Count);
    }

    private static bool TryTakeBatch(PriorityQueue<int, long> queue)
    {
        lock (queue)
        {
            for (var taken = 0; taken < SqlitePeer.BatchRows; taken++)
            {
                if (!queue.TryDequeue(out _, out _))
                {
                    return taken > 0;
                }
            }

            return true;
        }
    }
}
