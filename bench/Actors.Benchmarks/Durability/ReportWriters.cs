using Actors.Benchmarks.Harness;
using Actors.Domain.Ledger;
using Actors.Storage.States;
using Actors.Testing;
using Actors.Testing.Samples;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Actors.Benchmarks.Durability;

/// <summary>Writes the rows as grains do: one state at a time, acknowledged after its commit.</summary>
internal sealed class ReportWriters(BenchServer silo, ReportRows rows)
{
    /// <summary>Real grains that take part; waking fifty thousand would take longer than measuring.</summary>
    public const int Mailboxes = 10_000;

    private const int Loaders = 512;
    private readonly IGrainStorage _storage =
        silo.Services.GetRequiredKeyedService<IGrainStorage>(GroupCommitGrainStorage.ProviderName);

    private readonly GrainId[] _ids = [.. rows.Keys.Select(key => GrainId.Create(ReportRows.GrainType, key))];
    private readonly GrainState<PlainReport>[] _plain = [.. rows.Keys.Select(_ => new GrainState<PlainReport>(new()))];
    private readonly GrainState<LedgeredReport>[] _ledgered = [.. rows.Keys.Select(_ => new GrainState<LedgeredReport>(new()))];
    private readonly IMailboxGrain[] _mailboxes =
        [.. rows.Keys.Take(Mailboxes).Select(key => silo.Grains.GetGrain<IMailboxGrain>(key))];

    private long _letters;

    /// <summary>Writes every row once, so that what is measured is the change of rows that exist.</summary>
    public async Task PrepareAsync()
    {
        var random = Picks.PerCaller(Loaders);
        await EachAsync(ReportRows.Count, (row, loader) => WritePlainAsync(row, random[loader]));
        await EachAsync(ReportRows.Count, (row, loader) => WriteLedgeredAsync(row, random[loader]));
        await EachAsync(Mailboxes, async (row, _) =>
        {
            await _mailboxes[row].SetAlarmAsync(TimeProvider.System.GetUtcNow().AddDays(1));
            await ReceiveAsync(row, "a-neighbour/0123456789abcdef");
            await ReceiveAsync(row, "another-neighbour/0123456789abcdef");
            await ReceiveAsync(row, "reporter/0123456789abcdef");
        });
    }

    /// <summary>States alone.</summary>
    public Task<Sample> WritePlainAsync(int writers) => RunAsync(writers, WritePlainAsync);

    /// <summary>States with a new due time and an event.</summary>
    public Task<Sample> WriteLedgeredAsync(int writers) => RunAsync(writers, WriteLedgeredAsync);

    /// <summary>Commands to grains: each decides, and writes its state and an event.</summary>
    public Task<Sample> CommandAsync(int writers)
    {
        var random = Picks.PerCaller(writers);
        return Load.RunAsync(
            writers, writer => ReceiveAsync(random[writer].Next(0, Mailboxes), "reporter/0123456789abcdef"), withLatency: true);
    }

    private Task<Sample> RunAsync(int writers, Func<int, SeededRandom, Task> write)
    {
        var random = Picks.PerCaller(writers);
        return Load.RunAsync(
            writers, writer => write(rows.Peer.Pick(writer, writers, random[writer].Next() >> 32), random[writer]), withLatency: true);
    }

    private static Task EachAsync(int count, Func<int, int, Task> act) =>
        Task.WhenAll(Enumerable.Range(0, Loaders).Select(loader => Task.Run(async () =>
        {
            for (var row = loader; row < count; row += Loaders)
            {
                await act(row, loader);
            }
        })));

    private Task WritePlainAsync(int row, SeededRandom random)
    {
        _plain[row].State = new(rows.Bodies[random.Next(0, ReportRows.Contents)]);
        return _storage.WriteStateAsync("plain", _ids[row], _plain[row]);
    }

    private Task WriteLedgeredAsync(int row, SeededRandom random)
    {
        var content = random.Next(0, ReportRows.Contents);
        _ledgered[row].State!.Report(
            rows.Bodies[content],
            rows.Events[content],
            TimeProvider.System.GetUtcNow(),
            TimeSpan.FromSeconds(random.Next(3_600, 86_400)));
        return _storage.WriteStateAsync("ledgered", _ids[row], _ledgered[row]);
    }

    private Task ReceiveAsync(int row, string from) =>
        _mailboxes[row].ReceiveAsync(new EffectId(from, Interlocked.Increment(ref _letters)));
}
