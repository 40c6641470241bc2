using System.Globalization;
using Actors.Benchmarks.Harness;
using Actors.Domain;
using Actors.Domain.Ledger;
using Actors.Storage.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Benchmarks.Entrants;

/// <summary>A town as a process of its own, to be killed.</summary>
internal static class TownProcess
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Verb = "--town";

    /// <summary>Printed when the first report was answered.</summary>
    public const string Answered = "answered";

    /// <summary>Printed when no entrant is due any more.</summary>
    public const string CaughtUp = "caught up";

    private const int Reporters = 64;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>The arguments of such a process.</summary>
    public static IReadOnlyList<string> Arguments(StorageOptions storage, string keyFile, DateTimeOffset start) =>
    [
        Verb, storage.Kind.ToString(), storage.Kind == StorageKind.Sqlite ? storage.Path : storage.ConnectionString, keyFile,
        start.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>Runs until killed: one report, then the schedule, then reports without end.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var kind = Enum.Parse<StorageKind>(args[1]);
        var storage = kind == StorageKind.Sqlite
            ? new StorageOptions { Kind = kind, Path = args[2] }
            : new StorageOptions { Kind = kind, ConnectionString = args[2] };
        var start = DateTimeOffset.FromUnixTimeSeconds(long.Parse(args[4], CultureInfo.InvariantCulture));
        await using var town = await Town.StartAsync(storage, args[3], start, speed: 1);
        await Task.WhenAll(town.SweepAsync(), ReportOnceAsync(town));
        await CatchUpAsync(town, start);
        await Console.Out.WriteLineAsync(CaughtUp);
        await Lanes.EachAsync(Reporters, Reporters, async number =>
        {
            while (true)
            {
                await town.People.ReportAsync(number);
            }
        });
        return 0;
    }

    private static async Task ReportOnceAsync(Town town)
    {
        await town.People.ReportAsync(0);
        await Console.Out.WriteLineAsync(Answered);
    }

    private static async Task CatchUpAsync(Town town, DateTimeOffset now)
    {
        var index = town.Services.GetRequiredService<IDueIndex>();
        for (var partition = 0; partition < Limits.DuePartitions; partition++)
        {
            while ((await index.ReadDueAsync(partition, now, 1)).Count > 0)
            {
                await Task.Delay(Look, TimeProvider.System);
            }
        }
    }
}
