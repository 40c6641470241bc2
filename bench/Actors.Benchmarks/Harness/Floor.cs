using System.Diagnostics;
using Actors.Benchmarks.Native;
using Actors.Testing;

namespace Actors.Benchmarks.Harness;

/// <summary>
/// What the disk and the memory give at this moment: everything durable is bounded by the one, everything else by the
/// other.
/// </summary>
internal static class Floor
{
    private const int PageBytes = 4_096;
    private const int CopyBytes = 1 << 28;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.5);

    /// <summary>4 KB pages written and flushed one by one, per second, where the databases of the run are.</summary>
    public static double MeasureFlushes()
    {
        using var folder = new TempFolder();
        using var file = File.OpenHandle(folder.File("flush"), FileMode.Create, FileAccess.Write, preallocationSize: PageBytes);
        var page = new byte[PageBytes];
        var count = 0;
        var started = Stopwatch.GetTimestamp();
        for (; Stopwatch.GetElapsedTime(started) < Turn; count++)
        {
            page[count % PageBytes] = (byte)(count % 256);
            RandomAccess.Write(file, page, 0);
            if (DiskCalls.FlushData(file) != 0)
            {
                throw new IOException("The disk did not flush.");
            }
        }

        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>Gigabytes copied from memory to memory by one thread, per second.</summary>
    public static double MeasureCopies()
    {
        var from = new byte[CopyBytes];
        var to = new byte[CopyBytes];
        from.AsSpan().Fill(1);
        from.CopyTo(to, 0); // The first copy also asks the system for the pages.
        var count = 0;
        var started = Stopwatch.GetTimestamp();
        for (; Stopwatch.GetElapsedTime(started) < Turn; count++)
        {
            from.CopyTo(to, 0);
        }

        return count * (CopyBytes / 1e9) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
