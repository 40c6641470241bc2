using Actors.Protocol.Messages;

namespace Actors.LoadTest.Calls;

/// <summary>What came of all calls: one line of JSON.</summary>
internal sealed record CallsReport
{
    /// <summary>Calls that were made.</summary>
    public required int Calls { get; init; }

    /// <summary>Those whose media connected.</summary>
    public required int Connected { get; init; }

    /// <summary>Those in which a person was seen.</summary>
    public required int Passed { get; init; }

    /// <summary>Those in which nobody was seen as asked.</summary>
    public required int Failed { get; init; }

    /// <summary>Those in which the caller came to wait for staff.</summary>
    public required int Escalated { get; init; }

    /// <summary>Those of which the machine could not tell.</summary>
    public required int Unknown { get; init; }

    /// <summary>Those of which the caller was told nothing.</summary>
    public required int WithoutVerdict { get; init; }

    /// <summary>From the offer until media could go, in half of the calls at most.</summary>
    public required double SetupP50Ms { get; init; }

    /// <summary>From the offer until media could go, in 95 of 100 calls at most.</summary>
    public required double SetupP95Ms { get; init; }

    /// <summary>Processor time of the server for each call; null: it was not ours to measure.</summary>
    public required double? ServerCpuSPerCall { get; init; }

    /// <summary>Pictures that were looked at each second, of all calls together.</summary>
    public required double FramesAnalysedPerS { get; init; }

    /// <summary>Pictures that were looked at each second of each call while it went on.</summary>
    public required double FramesAnalysedPerCallS { get; init; }

    /// <summary>How long all of it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether every call had a verdict.</summary>
    public bool IsClean => WithoutVerdict == 0;

    /// <summary>Sums up.</summary>
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
