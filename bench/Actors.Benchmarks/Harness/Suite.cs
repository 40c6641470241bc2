using Actors.Benchmarks.Calls;
using Actors.Benchmarks.Clusters;
using Actors.Benchmarks.Density;
using Actors.Benchmarks.Durability;
using Actors.Benchmarks.Entrants;
using Actors.Benchmarks.Messages;
using Actors.Benchmarks.Protection;
using Actors.Benchmarks.Registration;
using Actors.Benchmarks.Wire;
using Actors.Storage.Databases;

namespace Actors.Benchmarks.Harness;

/// <summary>Runs the benchmarks that were asked for.</summary>
internal static class Suite
{
    /// <summary>
    /// Gives the exit code: 0, also when aims are missed; 1 when a benchmark failed; 2 when the arguments are wrong.
    /// </summary>
    public static async Task<int> RunAsync(string[] args)
    {
        SuiteOptions options;
        try
        {
            options = SuiteOptions.Read(args);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }

        return await RunAsync(options, All(options));
    }

    private static IBenchmark[] All(SuiteOptions options) =>
    [
        new IdleDensity(),
        new EntrantDensity(),
        new ReportDurable("REPORT-DURABLE-SQLITE", SqliteArena.CreateAsync),
        new ReportDurable("REPORT-DURABLE-POSTGRES", PostgresArena.CreateAsync),
        new EntrantReports("REPORT-DURABLE-ENTRANT-SQLITE", SqliteArena.CreateAsync),
        new EntrantReports("REPORT-DURABLE-ENTRANT-POSTGRES", PostgresArena.CreateAsync),
        new ReportWire("REPORT-WIRE-SQLITE", SqliteArena.CreateAsync),
        new ReportWire("REPORT-WIRE-POSTGRES", PostgresArena.CreateAsync),
        new Herd11("HERD-11-SQLITE", SqliteArena.CreateAsync, options.Entrants),
        new Herd11("HERD-11-POSTGRES", PostgresArena.CreateAsync, options.Entrants),
        new Restart("RESTART-SQLITE", SqliteArena.CreateAsync, options.Entrants),
        new Restart("RESTART-POSTGRES", PostgresArena.CreateAsync, options.Entrants),
        new PushCost(),
        new HerdPush(options.Entrants * 3),
        new FailOverTime(),
        new FrameCost(),
        new CallSetup(),
        new CallCost(options.IsQuick),
        new CallCapacity(options.IsQuick),
        new PrivacyTax(),
        new RegistrationEqual(options.IsQuick),
        new RosterSpeed(DatabaseDialect.Sqlite, options.IsQuick),
        new RosterSpeed(DatabaseDialect.Postgres, options.IsQuick),
    ];

    private static async Task<int> RunAsync(SuiteOptions options, IReadOnlyList<IBenchmark> all)
    {
        var chosen = all.Where(each => options.Names.Count == 0 || options.Names.Any(name => Matches(each, name))).ToList();
        if (options.Names.FirstOrDefault(name => !all.Any(each => Matches(each, name))) is { } unknown)
        {
            await Console.Error.WriteLineAsync(
                $"There is no benchmark {unknown}. There are: {string.Join(", ", all.Select(each => each.Name))}.");
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
        await PublishAsync(report.Render(), isKept: options.Writes && !failed);
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

    /// <summary>The folder of the repository.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The program does not lie inside the repository.");
    }
}
