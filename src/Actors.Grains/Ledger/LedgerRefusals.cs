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
}
