using Actors.Benchmarks.Density;
using Actors.Benchmarks.Durability;
using Actors.Benchmarks.Engine;
using Actors.Benchmarks.Protection;
using Actors.Benchmarks.Schedules;

namespace Actors.Benchmarks.Harness;

/// <summary>Runs the benchmarks that were asked for.</summary>
internal static class Suite
{
    private const string Write = "--write";

    private static readonly IBenchmark[] All =
    [
        new EngineCalls(),
        new EngineActivation(),
        new IdleDensity(),
        new ReportDurable("REPORT-DURABLE-SQLITE", SqliteArena.CreateAsync),
        new ReportDurable("REPORT-DURABLE-POSTGRES", PostgresArena.CreateAsync),
        new PrivacyTax(),
        new TimerLateness(),
        new ReminderHerd(),
    ];

    /// <summary>
    /// Gives the exit code: 0, also when aims are missed; 1 when a benchmark failed; 2 when a name is unknown.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var names = args.Where(arg => arg != Write).ToList();
        var chosen = All.Where(each => names.Count == 0 || names.Exists(name => Matches(each, name))).ToList();
        if (names.Find(name => !All.Any(each => Matches(each, name))) is { } unknown)
        {
            await Console.Error.WriteLineAsync(
                $"There is no benchmark {unknown}. There are: {string.Join(", ", All.Select(each => each.Name))}.");
            return 2;
        }

        var report = new Report(TimeProvider.System.GetUtcNow());
        var failed = false;
        foreach (var benchmark in chosen)
        {
            report.MeasureFloor();
            failed |= !await TryRunAsync(benchmark, report);
        }

        report.MeasureFloor();
        await PublishAsync(report.Render(), isKept: args.Contains(Write) && !failed);
        return failed ? 1 : 0;
    }

    /// <summary>By its name or the beginning of it.</summary>
    private static bool Matches(IBenchmark benchmark, string name) =>
        benchmark.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase);

    private static async Task<bool> TryRunAsync(IBenchmark benchmark, Report report)
    {
        try
        {
            Console.Write(report.Add(benchmark.Name, await benchmark.RunAsync()));
        }
        catch (BenchmarkSkippedException skipped)
        {
            Console.Write(report.AddSkipped(benchmark.Name, skipped.Message));
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"{benchmark.Name} failed: {exception}");
            return false;
        }

        return true;
    }

    private static async Task PublishAsync(string page, bool isKept)
    {
        Console.Write(page.Split("## ")[0]);
        if (isKept)
        {
            await File.WriteAllTextAsync(Path.Combine(Root(), "bench", "RESULTS.md"), page);
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The program does not lie inside the repository.");
    }
}
