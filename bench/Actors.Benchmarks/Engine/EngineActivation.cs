using System.Collections.Concurrent;
using System.Diagnostics;
using Actors.Benchmarks.Harness;

namespace Actors.Benchmarks.Engine;

/// <summary>
/// The first call to a grain without state, and what stays in memory afterwards. The key counts as part of both.
/// </summary>
internal sealed class EngineActivation : IBenchmark
{
    private const int Grains = 100_000;
    private const int Callers = 200;

    public string Name => "ENGINE-ACTIVATION";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        var bytes = new List<Sample>();
        var peerBytes = new List<Sample>();
        var results = await new Contest()
            .Add("grains", () => ActivateAsync(bytes))
            .Add("objects", () => InsertAsync(peerBytes))
            .RunAsync();
        return
        [
            new("first call, 200 callers", "activations/s", results["grains"], "object into dictionary", results["objects"]),
            new(
                "idle activation without state", "managed bytes", new(bytes), "object in dictionary", new(peerBytes),
                Aim.AtMost(2_000), IsLessBetter: true),
        ];
    }

    private static async Task<Sample> ActivateAsync(List<Sample> bytes)
    {
        await using var silo = await Silo.StartAsync();
        await silo.Grains.GetGrain<IEchoGrain>("first").EchoAsync(1); // Compiles what is compiled at first use.
        return await FillAsync(bytes, key => silo.Grains.GetGrain<IEchoGrain>(key).EchoAsync(1));
    }

    private static async Task<Sample> InsertAsync(List<Sample> bytes)
    {
        var objects = new ConcurrentDictionary<string, object>();
        var sample = await FillAsync(bytes, key =>
        {
            objects.TryAdd(key, new());
            return Task.CompletedTask;
        });
        GC.KeepAlive(objects);
        return sample;
    }

    private static async Task<Sample> FillAsync(List<Sample> bytes, Func<string, Task> add)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var each = caller; each < Grains; each += Callers)
            {
                await add($"{each:x16}");
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var used = Environment.CpuUsage.TotalTime - cpu;
        bytes.Add(new((GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Grains));
        return new(Grains / elapsed.TotalSeconds, used.TotalMicroseconds / Grains);
    }
}
