using Actors.Domain.Ledger;
using Actors.Grains.Ledger;

namespace Actors.Grains.Calls;

/// <summary>Whoever tells something by an effect must know when it was not taken: then it comes again.</summary>
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
