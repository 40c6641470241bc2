using Actors.Domain.Ledger;
using Actors.Grains.Ledger;

namespace Actors.Grains.Calls;

/// <summary>Throws if an effect was refused because the receiver is busy, so that it is sent again.</summary>
internal static class Busy
{
    /// <summary>Throws when a command was not taken because too much is pending.</summary>
    public static void ThrowIf(Refusal? refusal)
    {
        if (refusal == LedgerRefusals.Busy)
        {
            throw new InvalidOperationException("Too many effects are pending. Try again later.");
        }
    }
}
