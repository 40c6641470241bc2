namespace Actors.WebRtc.Stun;

/// <summary>
/// Tells STUN from whatever else comes to the same port (RFC 8489, section 14.7): CRC-32 as in ITU-T V.42, and a constant
/// that keeps it apart from protocols which use the same sum.
/// </summary>
internal static class StunFingerprint
{
    private const uint Constant = 0x5354_554E;
    private const uint Polynomial = 0xEDB8_8320;

    private static readonly uint[] Table = MakeTable();

    /// <summary>The value for a message up to, but not including, the attribute.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var next in bytes)
        {
            sum = Table[(sum ^ next) & 0xFF] ^ (sum >> 8);
        }

        return ~sum ^ Constant;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var index = 0u; index < table.Length; index++)
        {
            var sum = index;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ Polynomial;
            }

            table[index] = sum;
        }

        return table;
    }
}
