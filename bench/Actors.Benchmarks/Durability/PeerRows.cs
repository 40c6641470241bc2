namespace Actors.Benchmarks.Durability;

/// <summary>What the peers write: the same keys and the same bytes as ours.</summary>
/// <param name="Keys">Of the rows.</param>
/// <param name="Payloads">What stands in a state; enough of them that none is in a cache of the processor.</param>
/// <param name="EventPayloads">What stands in an event; as many.</param>
internal sealed record PeerRows(string[] Keys, byte[][] Payloads, byte[][] EventPayloads)
{
    /// <summary>A prime: steps of it through the rows touch pages in no order.</summary>
    private const int Stride = 7_919;

    /// <summary>How many rows there are.</summary>
    public int Count => Keys.Length;

    /// <summary>How many different contents there are.</summary>
    public int Contents => Payloads.Length;

    /// <summary>The row that a writer of several comes to at a step; no two writers ever come to the same.</summary>
    public int Pick(int writer, int writers, ulong step)
    {
        var own = Count / writers; // Stride is a prime: it comes to all of them.
        return (int)(step * Stride % (ulong)own) * writers + writer;
    }
}
