using Actors.Client.Simulated;
using Actors.LoadTest.Reconciling;

namespace Actors.LoadTest.Runs;

/// <summary>What is known when people have lived: everything but the ledger.</summary>
/// <param name="Journals">What phones saw.</param>
/// <param name="Circumstances">What the ledger is judged by.</param>
/// <param name="Latencies">How long reports took.</param>
/// <param name="Elapsed">How long it took to live, on the wall clock.</param>
/// <param name="Lived">How much programme time that was.</param>
internal sealed record LifeRecord(
    IReadOnlyList<Journal> Journals, Circumstances Circumstances, LatencyLog Latencies, TimeSpan Elapsed, TimeSpan Lived)
{
    /// <summary>Programme seconds per real second, on average.</summary>
    public double Speed => Lived / Elapsed;
}
