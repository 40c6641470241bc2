using Actors.WebRtc.Sessions;

namespace Actors.WebRtc.Caller;

/// <summary>
/// The last packets that were sent, protected as they were: one that is asked for again is the same packet, not a new one
/// (RFC 3711, section 3.3.2 forbids to protect another under its number).
/// </summary>
internal sealed class SentPackets
{
    private const int Room = 1_280;

    private readonly byte[] _bytes = new byte[SessionLimits.KeptPackets * Room];
    private readonly (ushort Sequence, int Length)[] _packets = new (ushort, int)[SessionLimits.KeptPackets];

    /// <summary>Keeps a packet in place of an old one.</summary>
    public void Keep(ushort sequence, ReadOnlySpan<byte> packet)
    {
        var place = sequence % SessionLimits.KeptPackets;
        packet.CopyTo(_bytes.AsSpan(place * Room, Room));
        _packets[place] = (sequence, packet.Length);
    }

    /// <summary>A packet; empty when it is not kept any more.</summary>
    public ReadOnlySpan<byte> Find(ushort sequence)
    {
        var place = sequence % SessionLimits.KeptPackets;
        var (kept, length) = _packets[place];
        return kept == sequence ? _bytes.AsSpan(place * Room, length) : default;
    }
}
