using Actors.Benchmarks.Harness;
using Actors.Domain.Ledger;
using Actors.Storage.Hosting;
using Actors.Storage.States;
using Actors.Testing;
using Actors.Testing.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Benchmarks.Density;

/// <summary>
/// Managed memory of idle ledgered grains and after their collection. Their states lie in a SQLite file, so that no
/// storage stands in the managed memory and nothing has to be subtracted. Each grain has alarms set, has sent letters
/// and has had some from two others: about 400 bytes of state.
/// </summary>
internal sealed class IdleDensity : IBenchmark
{
    /// <summary>How many grains are weighed.</summary>
    public const int Grains = 5_000;

    private const int Lanes = 256;
    private const int Letters = 8;
    private static readonly DateTimeOffset FarAway = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string Name => "IDLE-DENSITY";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        var woken = new List<Sample>();
        var hibernated = new List<Sample>();
        var results = await new Contest()
            .Add("worked", () => MeasureAsync(woken, hibernated))
            .Add("ballast", MeasureBallastAsync)
            .RunAsync(warmUp: false);
        return
        [
            ToLine("idle after work", results["worked"]),
            ToLine("read from storage, idle", new(woken)),
            new("left after collection", "managed bytes", new(hibernated), Aim: Aim.AtMost(400), IsLessBetter: true),
        ];

        Line ToLine(string what, Series ours) => new(
            what, "managed bytes", ours, "activation + 600 B", results["ballast"], Aim.AtMost(3_200), IsLessBetter: true);
    }

    private static async Task<Sample> MeasureAsync(List<Sample> woken, List<Sample> hibernated)
    {
        using var folder = new TempFolder();
        await using var silo = await BenchServer.StartAsync(new StorageOptions { Path = folder.File("density.db") });
        await WorkAsync(silo, first: Grains, count: Lanes); // What is made once, at first use, is there before the counting.
        await SettleAsync(silo, first: Grains, count: Lanes);
        await silo.HibernateAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await WorkAsync(silo, first: 0, Grains);
        await SettleAsync(silo, first: 0, Grains);
        var worked = PerGrain(before);
        await silo.HibernateAsync();
        hibernated.Add(new(PerGrain(before)));
        await EachAsync(silo, first: 0, Grains, async (grain, _) => await grain.CountAsync());
        woken.Add(new(PerGrain(before)));
        return new(worked, Note: $"{await MeasureStoredAsync(silo):0} B stored");
    }

    /// <summary>Bytes of an activation that holds as many as a full state.</summary>
    public static async Task<Sample> MeasureBallastAsync()
    {
        await using var silo = await BenchServer.StartAsync();
        await silo.Grains.GetGrain<IBallastGrain>("first").TouchAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var key = 0; key < Grains; key++)
        {
            await silo.Grains.GetGrain<IBallastGrain>(Key(key)).TouchAsync();
        }

        return new(PerGrain(before));
    }

    private static Task WorkAsync(BenchServer silo, int first, int count) => EachAsync(silo, first, count, async (grain, number) =>
    {
        await grain.SetAlarmAsync(FarAway.AddSeconds(number));
        await grain.SetAlarmAsync(FarAway.AddDays(1).AddSeconds(number));
        await grain.SetAlarmAsync(FarAway.AddDays(2).AddSeconds(number));
        for (var letter = 0; letter < Letters; letter++)
        {
            var neighbour = first + ((number - first + 1 + (letter % 2)) % count);
            await grain.SendAsync(new CommandId((ulong)((number * Letters) + letter)), Key(neighbour));
        }
    });

    private static async Task EachAsync(BenchServer silo, int first, int count, Func<IMailboxGrain, int, Task> act) =>
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(async () =>
        {
            for (var each = first + lane; each < first + count; each += Lanes)
            {
                await act(silo.Grains.GetGrain<IMailboxGrain>(Key(each)), each);
            }
        })));

    /// <summary>Waits until every letter has arrived.</summary>
    private static Task SettleAsync(BenchServer silo, int first, int count) => EachAsync(silo, first, count, async (grain, _) =>
    {
        while ((await grain.CountAsync()).Received < Letters)
        {
            await Task.Yield();
        }
    });

    /// <summary>The mean length of the stored states.</summary>
    private static async Task<double> MeasureStoredAsync(BenchServer silo)
    {
        var store = silo.Services.GetRequiredService<IStateStore>();
        var type = silo.Grains.GetGrain<IMailboxGrain>(Key(0)).GetGrainId().Type.ToString();
        var bytes = 0L;
        for (var each = 0; each < Lanes; each++)
        {
            bytes += (await store.ReadAsync(new StateKey(type, Key(each), "mailbox"), default))!.Value.Payload.Length;
        }

        return bytes / (double)Lanes;
    }

    private static double PerGrain(long before) => (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Grains;

    private static string Key(int number) => $"{number:x16}";
}
