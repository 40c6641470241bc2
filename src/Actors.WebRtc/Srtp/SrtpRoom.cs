namespace Actors.WebRtc.Srtp;

/// <summary>The room that a packet to protect needs behind it.</summary>
internal static class SrtpRoom
{
    /// <exception cref="ArgumentException">The buffer lacks the room: a mistake of the caller, not of the network.</exception>
    public static void Require(ReadOnlySpan<byte> buffer, int length)
    {
        if (length < 0 || buffer.Length - SrtpProfileParameters.LongestTrailer < length)
        {
            throw new ArgumentException(
                $"A packet of {length} bytes in a buffer of {buffer.Length} leaves no room for its trailer.");
        }
    }
}
