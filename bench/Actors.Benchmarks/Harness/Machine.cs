using System.Runtime.InteropServices;

namespace Actors.Benchmarks.Harness;

/// <summary>What the run happened on, as the system says.</summary>
internal static class Machine
{
    /// <summary>Processor, memory, system, runtime.</summary>
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        return $"{Environment.ProcessorCount} × {Processor()}, {memory} GB, {RuntimeInformation.OSDescription}, "
            + $"{RuntimeInformation.FrameworkDescription}";
    }

    /// <summary>
    /// Runnable threads over the last 1, 5 and 15 minutes: other work that shares the machine shows here.
    /// </summary>
    public static string Busyness() =>
        File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "–";

    private static string Processor() =>
        File.Exists("/proc/cpuinfo")
            && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
}
