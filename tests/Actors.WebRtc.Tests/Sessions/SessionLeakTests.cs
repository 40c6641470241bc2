using System.Diagnostics;
using Actors.WebRtc.Native;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>Alone, since the counts are of the whole process.</summary>
[Collection(nameof(NativeCounts))]
public sealed class SessionLeakTests
{
    private const int Calls = 200;

    [Fact(Timeout = 240_000)]
    public async Task Calls_leave_nothing_behind()
    {
        await using var pair = new CallPair();
        await RunCallsAsync(pair, 20);
        var (dtls, srtp) = (NativeCounts.Dtls, NativeCounts.Srtp);
        var (threads, handles, memory) = Measure();

        await RunCallsAsync(pair, Calls);

        var (threadsAfter, handlesAfter, memoryAfter) = Measure();
        Assert.Equal((dtls, srtp), (NativeCounts.Dtls, NativeCounts.Srtp));
        Assert.Equal((0, 0), (pair.Endpoint.Running, pair.Endpoint.Routes.Addresses));
        Assert.InRange(threadsAfter, 0, threads + 20); // The pool grows and shrinks as it likes.
        Assert.InRange(handlesAfter, 0, handles + 20);
        Assert.InRange(memoryAfter, 0, memory + (8 << 20)); // Each call takes some hundred kilobytes while it lasts.
    }

    private static async Task RunCallsAsync(CallPair pair, int count)
    {
        for (var index = 0; index < count; index++)
        {
            var call = await pair.ConnectAsync();
            await call.Sink.SkipFramesAsync(1);
            if (index % 2 == 0)
            {
                call.Session.Close();
            }

            await call.Caller.DisposeAsync();
            await call.Sink.Closed;
        }
    }

    private static (int Threads, int Handles, long Memory) Measure()
    {
        using var process = Process.GetCurrentProcess();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        var heap = GC.GetGCMemoryInfo(GCKind.Any);
        return (process.Threads.Count, process.HandleCount, heap.HeapSizeBytes - heap.FragmentedBytes);
    }
}
