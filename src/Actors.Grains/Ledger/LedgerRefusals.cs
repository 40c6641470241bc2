using Actors.Domain.Ledger;

namespace Actors.Grains.Ledger;

/// <summary>Why a grain changes nothing, whatever its rules say.</summary>
public static class LedgerRefusals
{
    /// <summary>
    /// Too many effects of the grain are pending. The same command may be sent again later: peers know this code as one that
    /// passes.
    /// </summary>
    public static readonly Refusal Busy = new("busy");

    /// <summary>Throws if an effect was refused because its receiver is busy, so that it is sent again.</summary>
    internal static void ThrowIfBusy(Refusal? refusal)
    {
        if (refusal == Busy)
        {
            throw new InvalidOperationException("Too many effects are pending. Try again later.");
        }
    }
}
