using Actors.Client.Simulated;
using Actors.LoadTest.Reconciling;

namespace Actors.LoadTest.Runs;

/// <summary>Options of <c>life</c>.</summary>
internal sealed record LifeOptions
{
    /// <summary>Number of people.</summary>
    public required int Entrants { get; init; }

    /// <summary>Number of days after the day of entry.</summary>
    public required int Days { get; init; }

    /// <summary>The seed of everything that is drawn.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The address of a running server; null to start servers.</summary>
    public Uri? Server { get; init; }

    /// <summary>Number of servers to start; more than 1 form a cluster on one PostgreSQL database.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>A fixed speed; null for a speed that the machine can keep.</summary>
    public double? Speed { get; init; }

    /// <summary>The probability with which a phone misbehaves on one message.</summary>
    public double Faults { get; init; }

    /// <summary>The share of phones that keep no connection and are reached by push only, from 0 to 1.</summary>
    public double PushOnly { get; init; }

    /// <summary>Number of times that a server is killed.</summary>
    public int Kills { get; init; }

    /// <summary>Number of times that a server of a cluster hangs.</summary>
    public int Pauses { get; init; }

    /// <summary>Number of times that a server of a cluster is stopped and started in good order.</summary>
    public int Restarts { get; init; }

    /// <summary>Number of times that the master key of personal data is rotated while the servers run.</summary>
    public int KeyRotations { get; init; }

    /// <summary>How to damage the copy of the ledger before the comparison.</summary>
    public Sabotage Sabotage { get; init; }

    /// <summary>The programme that people follow.</summary>
    public string Programme { get; init; } = "japan-2021";
}

/// <summary>What a run leaves behind, apart from the ledger.</summary>
/// <param name="Journals">What the phones saw.</param>
/// <param name="Circumstances">What the reconciler judges the ledger by.</param>
/// <param name="Latencies">How long reports took.</param>
/// <param name="Elapsed">Real time of the run.</param>
/// <param name="Lived">Programme time of the run.</param>
/// <param name="Entries">How each person came in.</param>
/// <param name="Entering">Real time in which people registered, before the others began.</param>
/// <param name="FailOvers">How a cluster took over, for each disturbance; empty for a single server.</param>
internal sealed record LifeRecord(
    IReadOnlyList<Journal> Journals, Circumstances Circumstances, LatencyLog Latencies, TimeSpan Elapsed, TimeSpan Lived,
    IReadOnlyList<Entry> Entries, TimeSpan Entering, IReadOnlyList<FailOver> FailOvers)
{
    /// <summary>Number of servers that were killed.</summary>
    public int Kills => FailOvers.Count == 0 ? Circumstances.Outages.Count : Count(DisturbanceKind.Kill);

    /// <summary>Average number of programme seconds per real second.</summary>
    public double Speed => Lived / Elapsed;

    /// <summary>Number of disturbances of a kind in a cluster.</summary>
    public int Count(DisturbanceKind kind) => FailOvers.Count(failOver => failOver.Kind == kind);
}
