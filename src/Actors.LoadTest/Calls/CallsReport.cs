using Actors.Protocol.Messages;

namespace Actors.LoadTest.Calls;

/// <summary>The figures of all calls, written as one line of JSON.</summary>
internal sealed record CallsReport
{
    /// <summary>Calls.</summary>
    public required int Calls { get; init; }

    /// <summary>Calls whose media connected.</summary>
    public required int Connected { get; init; }

    /// <summary>Calls in which the person was seen.</summary>
    public required int Passed { get; init; }

    /// <summary>Calls in which the person was not seen as asked.</summary>
    public required int Failed { get; init; }

    /// <summary>Calls that were handed over to staff.</summary>
    public required int Escalated { get; init; }

    /// <summary>Calls in which the machine could not tell.</summary>
    public required int Unknown { get; init; }

    /// <summary>Calls without a verdict.</summary>
    public required int WithoutVerdict { get; init; }

    /// <summary>Milliseconds from the offer until media connected, median.</summary>
    public required double SetupP50Ms { get; init; }

    /// <summary>Milliseconds from the offer until media connected, 95th percentile.</summary>
    public required double SetupP95Ms { get; init; }

    /// <summary>Processor seconds of the server for each call; null for a server that was already running.</summary>
    public required double? ServerCpuSPerCall { get; init; }

    /// <summary>Analysed pictures per second, all calls together.</summary>
    public required double FramesAnalysedPerS { get; init; }

    /// <summary>Analysed pictures per second of each call.</summary>
    public required double FramesAnalysedPerCallS { get; init; }

    /// <summary>Duration of the run.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether every call had a verdict.</summary>
    public bool IsClean => WithoutVerdict == 0;

    /// <summary>Computes the figures.</summary>
    public static CallsReport Of(
        IReadOnlyCollection<CallRecord> records, TimeSpan took, TimeSpan inCalls, double? serverCpu, long pictures)
    {
        var setups = records.Where(record => record.Setup is not null)
            .Select(record => record.Setup!.Value.TotalMilliseconds).Order().ToList();
        return new()
        {
            Calls = records.Count,
            Connected = setups.Count,
            Passed = records.Count(record => record.Face == FaceOutcome.Passed),
            Failed = records.Count(record => record.Face == FaceOutcome.Failed),
            Unknown = records.Count(record => record.Face == FaceOutcome.Unknown),
            Escalated = records.Count(record => record.WasEscalated),
            WithoutVerdict = records.Count(record => !record.HasVerdict),
            SetupP50Ms = Quantile(setups, 0.5),
            SetupP95Ms = Quantile(setups, 0.95),
            ServerCpuSPerCall = serverCpu is { } cpu ? Math.Round(cpu / Math.Max(1, records.Count), 4) : null,
            FramesAnalysedPerS = Math.Round(pictures / took.TotalSeconds, 2),
            FramesAnalysedPerCallS = Math.Round(pictures / Math.Max(1e-9, inCalls.TotalSeconds), 2),
            Seconds = Math.Round(took.TotalSeconds, 1),
        };
    }

    private static double Quantile(List<double> ordered, double part) => ordered.Count == 0
        ? 0
        : Math.Round(ordered[Math.Min(ordered.Count - 1, (int)(part * ordered.Count))], 1);
}

/// <summary>The result of one call as the caller saw it.</summary>
/// <param name="Setup">From the offer until media connected; null if they did not.</param>
/// <param name="Face">The result of the machine; null if there was none.</param>
/// <param name="WasEscalated">Whether the call was handed over to staff.</param>
/// <param name="LastCode">The code of the last feedback; null if there was none.</param>
/// <param name="Failure">Why the call failed; null if it did not.</param>
internal sealed record CallRecord(
    TimeSpan? Setup, FaceOutcome? Face, bool WasEscalated, string? LastCode = null, string? Failure = null)
{
    /// <summary>Whether the caller got a verdict: a result of the machine or the handover to staff.</summary>
    public bool HasVerdict => Face is not null || WasEscalated;
}
