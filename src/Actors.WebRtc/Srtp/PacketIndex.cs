namespace Actors.WebRtc.Srtp;

/// <summary>
/// The 48-bit index of an RTP packet: how often its sequence number rolled over, and the number (RFC 3711, section 3.3.1).
/// </summary>
internal static class PacketIndex
{
    private const int SequenceBits = 16;
    private const ulong Sequences = 1 << SequenceBits;
    private const ulong Half = Sequences / 2;

    /// <summary>The last index: after it the key must not be used (RFC 3711, section 9.2).</summary>
    public const ulong Last = (1UL << 48) - 1;

    /// <summary>
    /// The index that a sequence number most likely stands for: the one nearest to the highest known.
    /// </summary>
    /// <param name="highest">The highest index of a genuine packet; null: there was none.</param>
    /// <param name="sequenceNumber">Of the packet.</param>
    public static ulong Estimate(ulong? highest, ushort sequenceNumber)
    {
        if (highest is not { } known)
        {
            return sequenceNumber;
        }

        var rolledOver = known >> SequenceBits;
        var last = known & (Sequences - 1);
        if (last < Half)
        {
            // Before the first roll-over there is no earlier round to which it could belong.
            if (sequenceNumber > last + Half && rolledOver > 0)
            {
                rolledOver--;
            }
        }
        else if (last - Half > sequenceNumber)
        {
            rolledOver++;
        }

        return (rolledOver << SequenceBits) | sequenceNumber;
    }
}
