namespace Actors.Benchmarks.Harness;

/// <summary>One line of the table.</summary>
/// <param name="What">What is measured.</param>
/// <param name="Unit">Of ours and the peer's value.</param>
/// <param name="Ours">Our samples.</param>
/// <param name="PeerName">What it is held against.</param>
/// <param name="Peer">Its samples from the same run; null: there is none.</param>
/// <param name="Aim">What was aimed at; null: nothing.</param>
/// <param name="IsLessBetter">Which end of the samples is the worst.</param>
internal sealed record Line(
    string What, string Unit, Series Ours, string PeerName = "–", Series? Peer = null, Aim? Aim = null, bool IsLessBetter = false)
{
    /// <summary>The worst of our samples.</summary>
    public double Worst => IsLessBetter ? Ours.Highest : Ours.Lowest;

    /// <summary>Median of ours divided by the peer's; null: there is no peer.</summary>
    public double? Ratio => Peer is null ? null : Ours.Median.Value / Peer.Median.Value;

    /// <summary>Whether the median meets the aim; null: there is none.</summary>
    public bool? IsMet => Aim?.IsMet(this);
}
